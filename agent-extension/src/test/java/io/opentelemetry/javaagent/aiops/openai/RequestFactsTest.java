/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.HostedTool;
import dev.aiops.pricing.CallFacts.ServiceTier;
import dev.aiops.pricing.UsageUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bounds the cost of a request, as read from its body. */
class RequestFactsTest {

  private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

  private static RequestReader read(String json) {
    RequestReader reader = new RequestReader();
    byte[] bytes = json.getBytes(UTF_8);
    reader.write(bytes, 0, bytes.length);
    return reader;
  }

  private static @Nullable CallFacts facts(Endpoint endpoint, String json) {
    return read(json).facts(endpoint);
  }

  private static CallFacts.Builder of(String json) {
    return CallFacts.builder(json.getBytes(UTF_8).length);
  }

  @Test
  void chatRequest_isCounted() {
    String tools = "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},{\"type\":\"custom\"}]";
    String format = "{\"type\":\"json_object\"}";
    String json =
        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"Über\"},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"日本\"}]}],"
            + "\"n\":3,\"max_completion_tokens\":50,\"tools\":"
            + tools
            + ",\"response_format\":"
            + format
            + "}";

    assertThat(facts(Endpoint.CHAT, json))
        .isEqualTo(
            of(json)
                .messages(2)
                .choices(3)
                .maxOutputTokens(50)
                .tools(2, tools.length() + format.length())
                .build());
  }

  private record Case(Endpoint endpoint, String json, UnaryOperator<CallFacts.Builder> expected) {

    static Arguments of(Endpoint endpoint, String json, UnaryOperator<CallFacts.Builder> expected) {
      return Arguments.of(new Case(endpoint, json.replace('`', '"'), expected));
    }

    /** A chat with one message and {@code member} beside it. */
    static Arguments chat(String member, UnaryOperator<CallFacts.Builder> expected) {
      return of(Endpoint.CHAT, "{" + USER + "," + member + "}", f -> expected.apply(f.messages(1)));
    }

    /** A chat with one message that has one part. */
    static Arguments part(String part, UnaryOperator<CallFacts.Builder> expected) {
      return of(
          Endpoint.CHAT,
          "{`messages`:[{`content`:[" + part + "]}]}",
          f -> expected.apply(f.messages(1)));
    }

    /** A response to one item. */
    static Arguments item(String item, UnaryOperator<CallFacts.Builder> expected) {
      return of(Endpoint.RESPONSES, "{`input`:[" + item + "]}", f -> expected.apply(f.messages(1)));
    }

    /** A response to a text, with {@code member} beside it. */
    static Arguments response(String member, UnaryOperator<CallFacts.Builder> expected) {
      return of(
          Endpoint.RESPONSES, "{`input`:`Hi`," + member + "}", f -> expected.apply(f.messages(1)));
    }

    /** A response to a text with one tool. */
    static Arguments tool(String tool, UnaryOperator<CallFacts.Builder> expected) {
      return response("`tools`:[" + tool + "]", f -> expected.apply(f.tools(1, tool.length() + 2)));
    }

    @Override
    public String toString() {
      return endpoint + " " + json;
    }
  }

  static Stream<Arguments> cases() {
    return Stream.of(contents(), responses(), options(), others()).flatMap(s -> s);
  }

  private static Stream<Arguments> contents() {
    return Stream.of(
        Case.part("{`type`:`text`,`text`:`a`}", f -> f),
        Case.part("{`type`:`refusal`,`refusal`:`a`}", f -> f),
        Case.part("`plain`", f -> f),
        Case.part("{`type`:`image_url`,`image_url`:{`url`:`x`}}", CallFacts.Builder::images),
        Case.part("{`type`:`input_audio`}", CallFacts.Builder::audio),
        Case.part("{`type`:`file`,`file`:{`file_id`:`x`}}", CallFacts.Builder::files),
        Case.part("{`type`:`video_url`}", CallFacts.Builder::files),
        Case.part("{`type`:null,`text`:`a`}", CallFacts.Builder::files),
        Case.part("{`text`:`no type`}", CallFacts.Builder::files),
        Case.part("{`type`:`te\\u0078t`}", CallFacts.Builder::files),
        Case.chat("`messages`:[{`content`:{`x`:1}}]", f -> f.messages(2).storedInput()),
        Case.chat("`messages`:[{`audio`:{`id`:`a1`}}]", f -> f.messages(2).storedInput()),
        Case.chat("`messages`:[{`images`:[{}]}]", f -> f.messages(2).images()));
  }

  private static Stream<Arguments> responses() {
    return Stream.of(
        Case.response("`instructions`:`Be kind`", f -> f.messages(2)),
        Case.response("`previous_response_id`:null", f -> f),
        Case.response("`previous_response_id`:`r1`", CallFacts.Builder::storedInput),
        Case.response("`conversation`:{`id`:`c`}", CallFacts.Builder::storedInput),
        Case.response("`prompt`:{`id`:`p`}", CallFacts.Builder::storedInput),
        Case.response("`text`:{`format`:{`a`:1}}", f -> f.tools(0, 7)),
        Case.response("`context_management`:[{}]", CallFacts.Builder::unknownHostedTool),
        Case.item("{`role`:`user`,`content`:`Hi`}", f -> f),
        Case.item("{`content`:[{`type`:`input_text`,`text`:`a`}]}", f -> f),
        Case.item("{`content`:[{`type`:`input_image`}]}", CallFacts.Builder::images),
        Case.item("{`content`:[{`type`:`input_file`}]}", CallFacts.Builder::files),
        Case.item("{`type`:`function_call`,`arguments`:`{}`}", f -> f),
        Case.item("{`type`:`function_call_output`,`output`:`x`}", f -> f),
        Case.item(
            "{`type`:`function_call_output`,`output`:[{`type`:`input_image`}]}",
            CallFacts.Builder::images),
        Case.item(
            "{`type`:`computer_call_output`,`output`:{`type`:`computer_screenshot`}}",
            CallFacts.Builder::images),
        Case.item("{`type`:`function_call_output`,`output`:{`x`:1}}", CallFacts.Builder::files),
        Case.item("{`type`:`item_reference`,`id`:`i`}", CallFacts.Builder::storedInput),
        Case.item("{`type`:`reasoning`,`id`:`i`}", CallFacts.Builder::storedInput),
        Case.item("{`type`:`compaction`}", CallFacts.Builder::storedInput),
        Case.item("{`type`:`something_new`}", CallFacts.Builder::storedInput),
        Case.item("{`type`:`image_generation_call`}", f -> f.images().storedInput()),
        Case.item("{`type`:`additional_tools`}", f -> f.storedInput().unknownHostedTool()),
        Case.tool("{`type`:`function`,`name`:`f`}", f -> f),
        Case.tool("{`type`:`web_search`}", f -> hosted(f, UsageUnit.WEB_SEARCHES, 0)),
        Case.tool(
            "{`type`:`web_search_preview_2025_03_11`}", f -> hosted(f, UsageUnit.WEB_SEARCHES, 0)),
        Case.tool("{`type`:`file_search`}", f -> hosted(f, UsageUnit.STORAGE_SEARCHES, 0)),
        Case.tool("{`type`:`code_interpreter`}", f -> hosted(f, UsageUnit.CODE_EXECUTIONS, 0)),
        Case.tool("{`type`:`x_search`}", f -> hosted(f, UsageUnit.SOCIAL_SEARCHES, 0)),
        Case.tool("{`type`:`mcp`}", CallFacts.Builder::unknownHostedTool),
        Case.tool("{`type`:`image_generation`}", CallFacts.Builder::unknownHostedTool),
        Case.tool("{`google_search`:{}}", CallFacts.Builder::unknownHostedTool),
        Case.response(
            "`max_tool_calls`:4,`tools`:[{`type`:`web_search`}]",
            f -> hosted(f.tools(1, 23), UsageUnit.WEB_SEARCHES, 4)));
  }

  private static CallFacts.Builder hosted(CallFacts.Builder facts, UsageUnit unit, long uses) {
    return facts.hostedTools(List.of(new HostedTool(unit, uses)));
  }

  private static Stream<Arguments> options() {
    return Stream.of(
        Case.chat("`n`:2,`best_of`:5", f -> f.choices(5)),
        Case.chat("`n`:null", f -> f),
        Case.chat("`modalities`:[`text`,`audio`]", CallFacts.Builder::audioOutput),
        Case.chat("`audio`:{`voice`:`x`}", CallFacts.Builder::audioOutput),
        Case.chat("`modalities`:[`text`],`audio`:null", f -> f),
        Case.chat("`web_search_options`:{}", f -> hosted(f, UsageUnit.WEB_SEARCHES, 0)),
        Case.chat("`model`:`gpt-4o-search-preview`", f -> hosted(f, UsageUnit.WEB_SEARCHES, 0)),
        Case.chat("`plugins`:[{`id`:`web`}]", CallFacts.Builder::unknownHostedTool),
        Case.chat("`plugins`:[]", f -> f),
        Case.chat("`functions`:[{`name`:`f`}]", f -> f.tools(1, 14)),
        Case.chat("`service_tier`:`default`", f -> f),
        Case.chat("`service_tier`:`flex`", f -> f),
        Case.chat("`service_tier`:null", f -> f),
        Case.chat("`service_tier`:`auto`", f -> f.serviceTier(ServiceTier.AUTO)),
        Case.chat("`service_tier`:`priority`", f -> f.serviceTier(ServiceTier.PRIORITY)),
        Case.chat("`service_tier`:`scale`", f -> f.serviceTier(ServiceTier.PRIORITY)),
        Case.chat("`service_tier`:7", f -> f.serviceTier(ServiceTier.PRIORITY)),
        Case.chat("`cached_content`:`x`", CallFacts.Builder::storedInput),
        Case.chat("`cache_control`:{`type`:`ephemeral`}", f -> f.cacheMarker(CacheMarker.SHORT)),
        Case.chat(
            "`messages`:[{`content`:[{`type`:`text`,`cache_control`:{`ttl`:`1h`}}]},"
                + "{`cache_control`:{`ttl`:`5m`}}]",
            f -> f.messages(3).cacheMarker(CacheMarker.HOUR)),
        Case.chat("`cache_control`:{`ttl`:`5m`}", f -> f.cacheMarker(CacheMarker.SHORT)),
        Case.chat("`cache_control`:true", f -> f.cacheMarker(CacheMarker.HOUR)),
        Case.chat(
            "`tools`:[{`type`:`function`,`function`:{`cache_control`:{}}}]",
            f -> f.tools(1, 53).cacheMarker(CacheMarker.SHORT)));
  }

  private static Stream<Arguments> others() {
    return Stream.of(
        Case.of(Endpoint.COMPLETIONS, "{`prompt`:`a`}", f -> f.messages(1)),
        Case.of(
            Endpoint.COMPLETIONS,
            "{`prompt`:[`a`,`b`],`n`:2}",
            f -> f.inputs(2).messages(2).choices(4)),
        Case.of(
            Endpoint.COMPLETIONS,
            "{`prompt`:[[1,2],[3]]}",
            f -> f.inputs(2).messages(2).choices(2)),
        Case.of(Endpoint.COMPLETIONS, "{`prompt`:[1,2,3]}", f -> f),
        Case.of(
            Endpoint.EMBEDDINGS,
            "{`input`:[`a`,`b`]}",
            f -> f.inputs(2).messages(2).withoutOutput()),
        Case.of(Endpoint.EMBEDDINGS, "{`input`:[1,2]}", CallFacts.Builder::withoutOutput),
        Case.of(
            Endpoint.EMBEDDINGS,
            "{`input`:[{`image`:`x`}]}",
            f -> f.messages(1).files().withoutOutput()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void request_saysWhatBoundsIt(Case request) {
    assertThat(facts(request.endpoint, request.json))
        .isEqualTo(request.expected.apply(of(request.json)).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"n\":1",
        "[1]",
        "7",
        "{\"n\":\"2\"}",
        "{\"n\":0}",
        "{\"models\":[\"other\"]}",
        "{\"a\" 1}"
      })
  void whatCannotBeRead_hasNoFacts(String json) {
    assertThat(facts(Endpoint.CHAT, json)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "CHAT|`max_tokens`:7|7",
        "CHAT|`max_tokens`:7,`max_completion_tokens`:9|9",
        "CHAT|`max_completion_tokens`:9,`max_tokens`:7|9",
        "CHAT|`max_output_tokens`:7|0",
        "CHAT|`max_tokens`:0|0",
        "CHAT|`max_tokens`:-1|0",
        "CHAT|`max_tokens`:null,`max_completion_tokens`:9|9",
        "CHAT|`max_tokens`:0,`max_completion_tokens`:9|0",
        "CHAT|`max_tokens`:`9`|0",
        "CHAT|`max_tokens`:9,`max_tokens`:null|0",
        "CHAT|`max_tokens`:1e3|1000",
        "COMPLETIONS|`max_tokens`:7,`max_completion_tokens`:9|7",
        "RESPONSES|`max_output_tokens`:7,`max_tokens`:9|7",
      })
  void limitOfTheAnswer_isTheLargestOfThoseThatCount(
      Endpoint endpoint, String members, long expected) {
    String json = "{" + members.replace('`', '"') + "}";

    assertThat(facts(endpoint, json)).isEqualTo(of(json).maxOutputTokens(expected).build());
  }

  @Test
  void body_isCountedWholeInAnyPieces() {
    String json = "  {" + USER + ",\"x\":\"日本\\u00e9\"}\n\n";
    RequestReader reader = new RequestReader();
    for (byte b : json.getBytes(UTF_8)) {
      reader.write(b);
    }

    assertThat(reader.facts(Endpoint.CHAT)).isEqualTo(of(json).messages(1).build());
    assertThat(Objects.requireNonNull(reader.request(Endpoint.CHAT, "x").build().facts()).get())
        .isEqualTo(reader.facts(Endpoint.CHAT));
  }
}
