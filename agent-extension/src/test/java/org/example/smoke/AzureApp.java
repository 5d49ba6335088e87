/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.smoke;

import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import dev.langchain4j.model.azure.AzureOpenAiChatModel;
import java.util.List;

/**
 * An app on LangChain4j's module for Azure OpenAI, by a client without a key: with one, Azure's SDK
 * sends over TLS only. Each case asks a deployment of its own name and prints what it got.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
public final class AzureApp {

  /** Every case's deployment is this, by a name of its own. */
  public static final String DEPLOYMENT = "our-gpt-4o-";

  private static final String QUESTION = "Why is the sky blue?";

  private AzureApp() {}

  public static void main(String[] args) {
    for (String name : List.of(args).subList(1, args.length)) {
      System.out.println(name + " -> " + outcome("http://127.0.0.1:" + args[0] + "/" + name, name));
    }
    System.exit(0);
  }

  private static String outcome(String url, String name) {
    try {
      return chat(url, name);
    } catch (Throwable e) {
      return "threw " + e;
    }
  }

  private static OpenAIClientBuilder client(String url) {
    return new OpenAIClientBuilder()
        .endpoint(url)
        .pipeline(new HttpPipelineBuilder().httpClient(new JdkHttpClientBuilder().build()).build());
  }

  private static String chat(String url, String name) {
    return AzureOpenAiChatModel.builder()
        .openAIClient(client(url).buildClient())
        .deploymentName(DEPLOYMENT + name)
        .maxTokens(name.endsWith("dear") ? 60_000 : 64)
        .build()
        .chat(QUESTION);
  }
}
