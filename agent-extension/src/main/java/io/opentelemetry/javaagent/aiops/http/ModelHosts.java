/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.http;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which provider serves at which host. Names are those of {@code gen_ai.provider.name} where the
 * conventions have one, else the provider's own in the same style.
 */
public final class ModelHosts {

  private static final Map<String, String> HOSTS =
      Map.ofEntries(
          Map.entry("api.openai.com", "openai"),
          Map.entry("eu.api.openai.com", "openai"),
          Map.entry("us.api.openai.com", "openai"),
          Map.entry("api.anthropic.com", "anthropic"),
          Map.entry("generativelanguage.googleapis.com", "gcp.gemini"),
          Map.entry("aiplatform.googleapis.com", "gcp.vertex_ai"),
          Map.entry("api.mistral.ai", "mistral_ai"),
          Map.entry("codestral.mistral.ai", "mistral_ai"),
          Map.entry("api.groq.com", "groq"),
          Map.entry("api.x.ai", "x_ai"),
          Map.entry("api.deepseek.com", "deepseek"),
          Map.entry("api.perplexity.ai", "perplexity"),
          Map.entry("api.cohere.com", "cohere"),
          Map.entry("api.cohere.ai", "cohere"),
          Map.entry("api.moonshot.ai", "moonshot_ai"),
          Map.entry("api.moonshot.cn", "moonshot_ai"),
          Map.entry("models.github.ai", "azure.ai.inference"),
          Map.entry("models.inference.ai.azure.com", "azure.ai.inference"),
          Map.entry("openrouter.ai", "openrouter"),
          Map.entry("api.together.xyz", "together_ai"),
          Map.entry("api.together.ai", "together_ai"),
          Map.entry("api.fireworks.ai", "fireworks_ai"),
          Map.entry("api.cerebras.ai", "cerebras"),
          Map.entry("integrate.api.nvidia.com", "nvidia"),
          Map.entry("router.huggingface.co", "huggingface"),
          Map.entry("api-inference.huggingface.co", "huggingface"),
          Map.entry("api.voyageai.com", "voyage_ai"),
          Map.entry("localhost:11434", "ollama"),
          Map.entry("127.0.0.1:11434", "ollama"));

  /** Suffixes; a host that is just the suffix does not count. */
  private static final Map<String, String> SUFFIXES =
      Map.of(
          ".openai.azure.com", "azure.ai.openai",
          ".cognitiveservices.azure.com", "azure.ai.openai",
          ".services.ai.azure.com", "azure.ai.openai",
          "-aiplatform.googleapis.com", "gcp.vertex_ai",
          ".ml.cloud.ibm.com", "ibm.watsonx.ai");

  /**
   * With FIPS, dual-stack and VPC endpoints:
   * https://github.com/boto/botocore/blob/develop/botocore/data/bedrock-runtime/2023-09-30/endpoint-rule-set-1.json;
   * of the second service:
   * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html.
   */
  private static final Pattern BEDROCK =
      Pattern.compile(
          "(?:[a-z0-9-]+\\.)?bedrock-(?:runtime|runtime-fips|mantle)\\."
              + "(?:[a-z0-9-]+\\.){1,2}(?:amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws)");

  /** A gateway of Azure: models may be behind it, and anything else. */
  private static final String AZURE_GATEWAY = ".azure-api.net";

  private final Map<String, String> added;

  /** The known hosts, and {@code added}: provider by {@code host} or {@code host:port}. */
  public ModelHosts(Map<String, String> added) {
    this.added = Map.copyOf(added);
  }

  /**
   * Value of {@code gen_ai.provider.name} for a host, or null where it is not known.
   *
   * @param port 0 or less where unknown
   */
  public @Nullable String provider(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    String provider = find(added, name, port);
    if (provider == null) {
      provider = find(HOSTS, name, port);
    }
    return provider != null ? provider : bySuffix(name);
  }

  /** Whether calls to this host are model calls, as far as one can tell from outside. */
  public boolean servesModels(String host, int port) {
    return !host.endsWith(AZURE_GATEWAY) && provider(host, port) != null;
  }

  private static @Nullable String find(Map<String, String> providers, String host, int port) {
    String there = port > 0 ? providers.get(host + ':' + port) : null;
    return there != null ? there : providers.get(host);
  }

  private static @Nullable String bySuffix(String host) {
    for (Map.Entry<String, String> suffix : SUFFIXES.entrySet()) {
      if (host.endsWith(suffix.getKey())) {
        return suffix.getValue();
      }
    }
    if (BEDROCK.matcher(host).matches()) {
      return "aws.bedrock";
    }
    return host.endsWith(AZURE_GATEWAY) ? "azure.ai.openai" : null;
  }
}
