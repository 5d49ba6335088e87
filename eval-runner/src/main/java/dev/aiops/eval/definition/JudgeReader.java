/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.judge.Criterion;
import dev.aiops.eval.judge.JudgeSettings;
import dev.aiops.eval.judge.ModelProvider;
import dev.aiops.eval.judge.Providers;
import dev.aiops.eval.judge.Trust;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who judges; what the schema cannot know is reported at its place. */
final class JudgeReader {

  private static final String USUAL_TIMEOUT = "60s";

  /** What all settings of ours begin with, passwords among them. */
  private static final String OWN = "AIOPS_";

  private final Document document;
  private final Target.Kind kind;

  JudgeReader(Document document, Target.Kind kind) {
    this.document = document;
    this.kind = kind;
  }

  static boolean isJudge(JsonNode check) {
    return check.path("type").asText().equals("judge");
  }

  /** Empty where something was reported. */
  Optional<JudgeSettings> read(JsonNode check, String pointer) {
    try {
      return Optional.of(settings(check, check.path("judge")));
    } catch (IllegalArgumentException e) {
      document.add(pointer, "judge: " + e.getMessage());
      return Optional.empty();
    }
  }

  static Trust trust(JsonNode node) {
    return new Trust(
        node.path("kappa").asDouble(Trust.USUAL.kappa()),
        node.path("labels").asInt(Trust.USUAL.labels()));
  }

  private JudgeSettings settings(JsonNode check, JsonNode judge) {
    ModelProvider provider = Providers.onClassPath().get(judge.path("provider").asText());
    return new JudgeSettings(
        criterion(check.path("criterion").asText()),
        provider,
        judge.path("model").asText(),
        url(judge.path("base_url"), provider),
        key(judge.path("key"), provider),
        judge.path("structured").asBoolean(true),
        judge.has("temperature") ? judge.path("temperature").doubleValue() : null,
        timeout(judge),
        check.path("votes").asInt(1),
        check.path("guidance").asText(""));
  }

  private static String key(JsonNode node, ModelProvider provider) {
    String variable = node.asText(provider.usualKey());
    if (variable.startsWith(OWN)) {
      throw new IllegalArgumentException(
          "key: "
              + variable
              + " is AI Ops' own, and would be sent to the provider: put the provider's key into another variable");
    }
    return variable;
  }

  private Criterion criterion(String text) {
    Criterion criterion = Values.constant(Criterion.class, text);
    if (!criterion.isOf(kind)) {
      throw new IllegalArgumentException(
          "a " + kind.text() + " has nothing of " + text + ": set target to run");
    }
    return criterion;
  }

  private static Duration timeout(JsonNode judge) {
    Duration timeout = Values.duration(judge.path("timeout").asText(USUAL_TIMEOUT));
    if (timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above 0: write 60s");
    }
    return timeout;
  }

  private static @Nullable URI url(JsonNode node, ModelProvider provider) {
    if (node.isMissingNode()) {
      return null;
    }
    if (!provider.takesBaseUrl()) {
      throw new IllegalArgumentException(
          provider.text()
              + " takes no base_url: set what its SDK reads, such as AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
    }
    return URI.create(node.asText());
  }
}
