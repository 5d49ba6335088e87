/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aiops.approval.notify.Notice.ActionFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a model names its tool, it calls nobody, links nowhere and hides nothing. */
class SlackBodyTest {

  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Pattern SPAN = Pattern.compile("`[^`\\n]*`");
  private static final Pattern OURS =
      Pattern.compile("<https://ops\\.example\\.com/approvals/apr_x\\|Open the form>");
  private static final Pattern SEEN = Pattern.compile("[\\n\\x20-\\x7e\\u2026\\x{1f600}]*");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel>",
        "<!here|here>",
        "<@U0123456>",
        "<https://evil.example|Open the form>",
        "@channel @all",
        "https://evil.example/approve",
        "` <!channel> `",
        "``` end",
        "*bold* _it_ ~gone~ > quote",
        "&lt;!channel&gt;",
        "a\nApproved by ana",
        "a\r\n*Approved*",
        "\u202eevorppa\u202c",
        "zero\u200bwidth\ufeff",
        "esc\u001b[2J\u0000",
        "tag\ud83d\ude00\udb40\udc41",
        "half\ud83d",
        ":rotating_light:",
        ""
      })
  void hostileName_staysWithinItsCodeSpan(String name) throws Exception {
    JsonNode body =
        new ObjectMapper().readTree(new SlackBody(new Links(Office.PAGES)).of(of(name)));
    for (String text : texts(body)) {
      assertThat(SEEN.matcher(text).matches()).as(text).isTrue();
      String ours = OURS.matcher(SPAN.matcher(text).replaceAll("")).replaceAll("");
      assertThat(ours).as("outside spans").doesNotContainPattern("[<>@`&:]\\S|evil|bold|https");
      SPAN.matcher(text)
          .results()
          .forEach(span -> assertThat(span.group()).doesNotContainPattern("[<>]"));
      assertThat(text.length()).isLessThan(2_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u202e", "&", "`"})
  void longName_isCutWithinSlacksLimits(String part) throws Exception {
    JsonNode body =
        new ObjectMapper()
            .readTree(new SlackBody(new Links(Office.PAGES)).of(of(part.repeat(200))));
    body.path("blocks")
        .path(1)
        .path("fields")
        .forEach(field -> assertThat(field.path("text").asText()).hasSizeLessThan(2_000));
    assertThat(body.path("blocks").path(1).path("fields").size()).isLessThanOrEqualTo(10);
    assertThat(body.path("text").asText()).contains("(80 more characters)");
  }

  private static List<String> texts(JsonNode body) {
    List<String> texts = new ArrayList<>();
    texts.add(body.path("text").asText());
    body.path("blocks").forEach(block -> block.findValuesAsText("text").forEach(texts::add));
    assertThat(texts).hasSizeGreaterThan(5);
    return texts;
  }

  private static Notice of(String name) {
    ActionFacts facts = new ActionFacts(name, name, name, name, name, name, name, name, NOON, NOON);
    return new Notice(
        7,
        "evt_1",
        Notice.Type.APPROVAL_DECIDED,
        "apr_x",
        "APPROVED",
        0,
        List.of(name),
        NOON,
        facts,
        null);
  }
}
