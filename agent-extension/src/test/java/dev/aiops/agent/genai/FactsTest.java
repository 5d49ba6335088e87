/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GoogleSearch;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.ServiceTier;
import com.google.genai.types.Tool;
import dev.aiops.pricing.CallFacts;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactsTest {

  private static final Backend GEMINI = new Backend("gcp.gemini", HostPort.UNKNOWN, null);
  private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();

  private static @Nullable CallFacts facts(GenerateContentConfig config, Part... parts) {
    return Facts.generate(GEMINI, List.of(Content.fromParts(parts)), config);
  }

  private static String said(GenerateContentConfig config, Part... parts) {
    return Objects.requireNonNull(facts(config, parts)).toString();
  }

  @Test
  void text_isAsLongAsInUtf8_andTheConfigurationAsItsJson() {
    GenerateContentConfig config = PLAIN.toBuilder().maxOutputTokens(64).candidateCount(2).build();

    assertThat(facts(config, Part.fromText("für 5 €")))
        .isEqualTo(
            CallFacts.builder(10 + config.toJson().length())
                .messages(1)
                .choices(2)
                .maxOutputTokens(64)
                .build());
  }

  @Test
  void functionCallsAndResults_areAsLongAsTheirJson() {
    Part call = Part.fromFunctionCall("refund", Map.of("city", "Bern"));

    assertThat(facts(PLAIN, call))
        .isEqualTo(
            CallFacts.builder(call.toJson().length() + PLAIN.toJson().length())
                .messages(1)
                .build());
  }

  @Test
  void dataAndFiles_areToldApartByTheirType() {
    assertThat(said(PLAIN, Part.fromBytes(new byte[9], "image/png"))).contains("images=true");
    assertThat(said(PLAIN, Part.fromBytes(new byte[9], "audio/wav"))).contains("audio=true");
    assertThat(said(PLAIN, Part.fromUri("gs://a/b", "video/mp4"))).contains("files=true");
    assertThat(said(PLAIN, Part.fromText("hello")))
        .contains("images=false", "audio=false", "files=false");
  }

  @Test
  void functionsOfTheApp_areTools_andSearchIsHosted() {
    Tool function =
        Tool.builder()
            .functionDeclarations(FunctionDeclaration.builder().name("refund").build())
            .build();
    Tool search = Tool.builder().googleSearch(GoogleSearch.builder().build()).build();

    assertThat(said(PLAIN.toBuilder().tools(function).build(), Part.fromText("a")))
        .contains("tools=1", "unknownHostedTool=false");
    assertThat(said(PLAIN.toBuilder().tools(function, search).build(), Part.fromText("a")))
        .contains("tools=1", "unknownHostedTool=true");
  }

  @Test
  void cachedContent_isStored_andSpeechIsAudio() {
    assertThat(
            said(PLAIN.toBuilder().cachedContent("cachedContents/1").build(), Part.fromText("a")))
        .contains("storedInput=true");
    assertThat(said(PLAIN.toBuilder().responseModalities("AUDIO").build(), Part.fromText("a")))
        .contains("audioOutput=true");
  }

  @Test
  void tier_isPriority_whereAskedForByOptionOrHeader() {
    HttpOptions header =
        HttpOptions.builder()
            .headers(Map.of("X-Vertex-AI-LLM-Shared-Request-Type", "priority"))
            .build();

    assertThat(said(PLAIN, Part.fromText("a"))).contains("serviceTier=STANDARD");
    assertThat(said(PLAIN.toBuilder().serviceTier(new ServiceTier("flex")).build()))
        .contains("serviceTier=STANDARD");
    assertThat(said(PLAIN.toBuilder().serviceTier(new ServiceTier("priority")).build()))
        .contains("serviceTier=PRIORITY");
    assertThat(said(PLAIN.toBuilder().httpOptions(header).build()))
        .contains("serviceTier=PRIORITY");
  }

  @Test
  void bodyOfTheAppsOwn_cannotBeRead() {
    HttpOptions extra = HttpOptions.builder().extraBody(Map.of("contents", List.of())).build();

    assertThat(facts(PLAIN.toBuilder().httpOptions(extra).build())).isNull();
    assertThat(Facts.generate(new Backend(null, HostPort.UNKNOWN, extra), List.of(), PLAIN))
        .isNull();
    assertThat(Facts.embed(new Backend(null, HostPort.UNKNOWN, extra), List.of(), null)).isNull();
  }

  @Test
  void embeddings_areOneInputEach() {
    List<Content> contents =
        List.of(Content.fromParts(Part.fromText("abc")), Content.fromParts(Part.fromText("de")));

    assertThat(Facts.embed(GEMINI, contents, null))
        .isEqualTo(CallFacts.builder(5).inputs(2).messages(2).withoutOutput().build());
  }
}
