/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.required;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.hook.RequiredHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedMethodsTest {

  private static final TypePool LIBRARIES =
      TypePool.Default.of(ClassFileLocator.ForClassLoader.ofSystemLoader());

  @AfterEach
  void nothingIsRequired() {
    RequiredHooks.configure(Set.of(), problem -> {});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai-java",
        "anthropic-java",
        "anthropic-java-tools",
        "google-genai",
        "google-genai-functions",
        "google-adk-runner",
        "google-adk-models",
        "google-adk-tools",
        "bedrockruntime",
        "langchain4j-chat",
        "langchain4j-streaming",
        "langchain4j-embeddings",
        "langchain4j-tools",
        "langchain4j-ai-services",
        "langchain4j-ai-services-streaming",
        "langchain4j-agentic",
        "langchain4j-agentic-workflows",
        "langchain4j-http-client",
        "spring-ai-chat",
        "spring-ai-streaming",
        "spring-ai-embeddings",
        "spring-ai-tools",
        "spring-ai-chat-client",
        "mcp-sdk"
      })
  void librariesWeAreBuiltFor_haveAllMethods(String hook) {
    RequiredHooks.configure(Set.of(hook), problem -> {});
    assertThat(new RequiredModule().typeInstrumentations())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(missing((ExpectedMethods) type)).isEmpty());
  }

  private static List<String> missing(ExpectedMethods expected) {
    return expected.missing(LIBRARIES.describe(expected.type()).resolve());
  }

  @Test
  void nothingRequired_looksAtNoType() {
    assertThat(new RequiredModule().typeInstrumentations()).isEmpty();
  }

  @Test
  void missing_methodOfOtherArity_isNotTheOneExpected() {
    ExpectedMethods expected = new ExpectedMethods("hook", "any", "run/0", "run/1", "walk/0");
    assertThat(expected.missing(TypeDescription.ForLoadedType.of(Runnable.class)))
        .containsExactly("run/1", "walk/0");
  }

  @Test
  void missing_anyArity_isOnlyTheName() {
    ExpectedMethods expected = new ExpectedMethods("hook", "any", "run/*", "walk/*");
    assertThat(expected.missing(TypeDescription.ForLoadedType.of(Runnable.class)))
        .containsExactly("walk/*");
  }

  @Test
  void missed_endsTheProcessWithReasonAndRemedy() {
    List<String> ends = new ArrayList<>();
    RequiredHooks.configure(Set.of("some-hook"), ends::add);
    RequiredHooks.missed("some-hook", "org.example.Client", "send/1");
    assertThat(ends)
        .containsExactly(
            "the hook some-hook is required (aiops.require) and cannot work: the app's version of"
                + " org.example.Client has no method send/1, so its calls would go unseen; run the"
                + " version that worked, or do not require the hook");
  }
}
