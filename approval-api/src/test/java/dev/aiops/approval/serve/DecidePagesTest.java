/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static dev.aiops.approval.serve.Decisions.decide;
import static dev.aiops.approval.serve.Decisions.detail;
import static dev.aiops.approval.serve.Decisions.form;
import static dev.aiops.approval.serve.Decisions.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person does at the page of an approval, and what of it counts. */
@ExtendWith(ClickHouseExtension.class)
class DecidePagesTest {

  @TempDir static Path directory;

  private static People people;
  private static Decisions decisions;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people = new People(database.control(), directory);
    decisions = new Decisions(people);
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  @Test
  void approve_letsTheAgentRunItOnce() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 120}");
    TestBrowser ida = decisions.signedIn("ida");
    Answer done = decide(ida, id, "approve", "as agreed");
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.location()).isEqualTo("/approvals/" + id + "?done");
    Answer page = ida.get(done.location());
    assertThat(page.text())
        .contains("Approved: it may run once.", "approved by ida (password, from", "as agreed");
    assertThat(page.page().select("#decide")).isEmpty();
    assertThat(decisions.consume(id).status())
        .as("ida has the role by the users file, and no token")
        .isEqualTo(200);
    assertThat(decisions.consume(id).rule()).isEqualTo("already_consumed");
    assertThat(detail(ida, id).page().select("#state-now").text()).isEqualTo("running");
  }

  @Test
  void done_isNotSaidByALink() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 121}");
    Answer page = decisions.signedIn("ben").get("/approvals/" + id + "?done");
    assertThat(page.page().select(".done")).isEmpty();
  }

  @Test
  void deny_withoutAReason_isRefused_andWithOneTold() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 122}");
    TestBrowser ben = decisions.signedIn("ben");
    Answer bare = decide(ben, id, "deny", "  ");
    assertThat(bare.status()).isEqualTo(400);
    assertThat(bare.page().select("[role=alert]").text())
        .isEqualTo("Nothing was done. A denial needs a reason.");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(send(ben, id, form(bare, "deny", "not agreed")).status()).isEqualTo(303);
    assertThat(decisions.state(id)).isEqualTo("DENIED");
    assertThat(decisions.consume(id).rule()).isEqualTo("not_approved");
    assertThat(detail(ben, id).text()).contains("denied by ben", "not agreed");
  }

  @Test
  void form_thatSaysNothing_orTooMuch_isRefused() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 123}");
    TestBrowser ben = decisions.signedIn("ben");
    assertThat(decide(ben, id, "perhaps", "").text()).contains("Press one of the buttons");
    Answer tooLong = decide(ben, id, "deny", "x".repeat(1_001));
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.page().select("#reason").text()).as("is kept").hasSize(1_001);
    Map<String, String> foreign = form(detail(ben, id), "approve", "");
    foreign.put("csrf", "x");
    assertThat(send(ben, id, foreign).status()).isEqualTo(403);
    assertThat(decisions.state(id)).isEqualTo("PENDING");
  }

  @Test
  void edit_isWhatRunsThen() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 900, \"to\": \"A\\u202eB\"}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "edit", "half of it");
    assertThat(form.get("arguments"))
        .as("what is not seen is an escape")
        .isEqualTo("{\n  \"amount\": 900,\n  \"to\": \"A\\u202eB\"\n}");
    form.put("arguments", form.getOrDefault("arguments", "").replace("900", "450"));
    assertThat(send(ben, id, form).status()).isEqualTo(303);
    Answer page = detail(ben, id);
    assertThat(page.page().select("#arguments .value").eachText()).contains("900", "A[U+202E]B");
    assertThat(page.page().select("#edited .value").eachText()).contains("450", "A[U+202E]B");
    assertThat(decisions.seen(id).body().path("approval").path("edited_arguments").toString())
        .isEqualTo("{\"amount\":450,\"to\":\"A\u202eB\"}");
    assertThat(decisions.consume(id).status()).isEqualTo(200);
  }

  @Test
  void edit_withAMistake_keepsTheText() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 901}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "edit", "my reason");
    form.put("arguments", "{\"amount\": 1,\n \"amount\": 2}</textarea><b>");
    Answer wrong = send(ben, id, form);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.page().select("[role=alert]").text())
        .contains("The arguments are not JSON at line 2", "Duplicate field 'amount'");
    assertThat(wrong.element("textarea[name=arguments]").wholeText())
        .isEqualTo("{\"amount\": 1,\n \"amount\": 2}</textarea><b>");
    assertThat(wrong.page().select("#reason").text()).isEqualTo("my reason");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
  }

  @Test
  void edit_thatNoJsonReaderTakesForTheSame_isRefused() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 902}");
    TestBrowser ben = decisions.signedIn("ben");
    for (String arguments :
        new String[] {
          "[]", "", "{\"amount\": 9007199254740993}", "{\"amount\": NaN}", "{} {}", "{\"a\": 1e999}"
        }) {
      Map<String, String> form = form(detail(ben, id), "edit", "");
      form.put("arguments", arguments);
      assertThat(send(ben, id, form).status()).as(arguments).isEqualTo(400);
    }
    assertThat(decisions.state(id)).isEqualTo("PENDING");
  }

  @Test
  void approve_withChangesInTheForm_isAsked() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 903}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "approve", "");
    form.put("arguments", "{\"amount\": 1}");
    Answer wrong = send(ben, id, form);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("press the button that approves the changes, or undo them");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(decide(ben, id, "approve", "").status()).as("unchanged").isEqualTo(303);
  }

  @Test
  void edit_whereTheRuleAllowsNone_isNotOffered_andRefused() throws Exception {
    String id = decisions.ask("payout", "{\"amount\": 1}");
    TestBrowser ben = decisions.signedIn("ben");
    assertThat(detail(ben, id).page().select("textarea[name=arguments]")).isEmpty();
    Map<String, String> form = form(detail(ben, id), "edit", "");
    form.put("arguments", "{\"amount\": 2}");
    Answer refused = send(ben, id, form);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("lets nobody change arguments");
  }

  @Test
  void race_lost_saysWhoDecidedAndWhen() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 130}");
    TestBrowser ana = decisions.signedIn("ana");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> late = form(detail(ben, id), "deny", "no, because of this");
    assertThat(decide(ana, id, "approve", "").status()).isEqualTo(303);
    Answer lost = send(ben, id, late);
    assertThat(lost.status()).isEqualTo(409);
    assertThat(lost.page().select("[role=alert]").text())
        .contains("Nothing was done.", "is APPROVED by ana at 2026-11-26T");
    assertThat(decisions.state(id)).isEqualTo("APPROVED");
  }

  @Test
  void answer_isKeptWithWhatThePageShowed() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 140, \"to\": \"A\"}");
    TestBrowser ben = decisions.signedIn("ben");
    Answer page = detail(ben, id);
    Map<String, String> form = form(page, "edit", "less");
    form.put("arguments", "{\"to\": \"A\", \"amount\": 14}");
    assertThat(send(ben, id, form).status()).isEqualTo(303);
    String words =
        "answered by a page on version 1, arguments SHA-256 "
            + Secret.sha256("{\"amount\":14,\"to\":\"A\"}")
            + ", page SHA-256 "
            + page.field("shown");
    assertThat(page.field("shown")).matches("[0-9a-f]{64}");
    Answer after = detail(ben, id);
    assertThat(after.page().select("#answers + ul").text()).contains(words);
    assertThat(after.page().select("#history").text())
        .contains("password, from 127.0.0.1, roles finance", words);
    JsonNode shown =
        decisions.seen(id).body().path("approval").path("decisions").get(0).path("shown");
    assertThat(shown.path("channel").asText()).isEqualTo("page");
    assertThat(shown.path("page_sha256").asText()).isEqualTo(page.field("shown"));
  }

  @Test
  void form_thatDoesNotSayWhatThePageShows_isRefused() throws Exception {
    String id = decisions.ask("payout", "{\"amount\": 141}");
    String other = decisions.ask("payout", "{\"amount\": 142}");
    TestBrowser ben = decisions.signedIn("ben");
    for (String forged : List.of("", "x", "0".repeat(64), detail(ben, other).field("shown"))) {
      Map<String, String> form = form(detail(ben, id), "approve", "kept");
      form.put("shown", forged);
      Answer refused = send(ben, id, form);
      assertThat(refused.status()).as(forged).isEqualTo(409);
      assertThat(refused.page().select("[role=alert]").text())
          .contains("Nothing was done. The form was made for something else");
      assertThat(refused.page().select("#reason").text()).isEqualTo("kept");
    }
    assertThat(decisions.seen(id).body().path("approval").path("decisions")).isEmpty();
  }

  @Test
  void form_thatWasMadeBeforeAnotherAnswered_isNotHelpedByANewVersion() throws Exception {
    String id = decisions.ask("payout", "{\"amount\": 143}");
    TestBrowser ida = decisions.signedIn("ida");
    Map<String, String> stale = form(detail(ida, id), "approve", "");
    decide(decisions.signedIn("ben"), id, "approve", "one");
    stale.put("version", "2");
    assertThat(send(ida, id, stale).status()).isEqualTo(409);
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(send(ida, id, form(detail(ida, id), "approve", "")).status()).isEqualTo(303);
    assertThat(decisions.state(id)).isEqualTo("APPROVED");
  }

  @Test
  void form_sentTwice_countsOnce() throws Exception {
    String id = decisions.ask("payout", "{\"amount\": 131}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "approve", "");
    assertThat(send(ben, id, form).status()).isEqualTo(303);
    Answer again = send(ben, id, form);
    assertThat(again.status()).isEqualTo(303);
    Answer page = ben.get(again.location());
    assertThat(page.text())
        .contains(
            "Your approval is counted; more people must answer", "2 people must approve, 1 did");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
  }

  @Test
  void quorum_takesTwoPeople_andTheSecondSeesTheFirst() throws Exception {
    String id = decisions.ask("payout", "{\"amount\": 132}");
    TestBrowser ben = decisions.signedIn("ben");
    TestBrowser ida = decisions.signedIn("ida");
    Map<String, String> old = form(detail(ida, id), "approve", "");
    decide(ben, id, "approve", "one");
    Answer changed = send(ida, id, old);
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.text()).contains("you saw version 1", "approved by ben");
    assertThat(send(ida, id, form(changed, "approve", "two")).status()).isEqualTo(303);
    assertThat(decisions.state(id)).isEqualTo("APPROVED");
  }

  @Test
  void revoke_takesBackWhatWasNotUsed() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 150}");
    TestBrowser ben = decisions.signedIn("ben");
    decide(ben, id, "approve", "");
    assertThat(detail(decisions.signedIn("eve"), id).page().select("#revoke")).isEmpty();
    String path = "/approvals/" + id + "/revoke";
    Answer bare = ben.post(path, form(detail(ben, id), "", " "));
    assertThat(bare.status()).isEqualTo(400);
    assertThat(decisions.state(id)).isEqualTo("APPROVED");
    Answer done = ben.post(path, form(detail(ben, id), "", "a mistake"));
    assertThat(done.status()).isEqualTo(303);
    assertThat(ben.get(done.location()).text())
        .contains("Revoked: it does not run.", "a mistake", "revoked by ben")
        .contains("password, from 127.0.0.1, roles finance, by a page");
    assertThat(decisions.consume(id).rule()).isEqualTo("not_approved");
  }

  @Test
  void approval_thatIsNotKnown_isNotFound() throws Exception {
    TestBrowser ben = decisions.signedIn("ben");
    Answer none = ben.get("/approvals/apr_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text()).contains("No approval apr_aaaaaaaaaaaaaaaaaaaaaaaaaa is known here");
    Map<String, String> form = Map.of("csrf", ben.get("/").field("csrf"), "decision", "approve");
    assertThat(ben.post("/approvals/apr_x/decide", form).status()).isEqualTo(404);
    assertThat(ben.post("/approvals/apr_x/revoke", form).status()).isEqualTo(404);
  }
}
