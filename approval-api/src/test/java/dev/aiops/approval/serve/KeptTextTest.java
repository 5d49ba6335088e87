/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static dev.aiops.approval.serve.Decisions.detail;
import static dev.aiops.approval.serve.Decisions.form;
import static dev.aiops.approval.serve.Decisions.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person wrote into a form is not lost with the session, and is not sent for them. */
@ExtendWith(ClickHouseExtension.class)
class KeptTextTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final String WRITTEN = "because of </textarea> & \"this\"";

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
  void reason_whoseSessionEnded_isInTheFormAfterTheSignIn_andWasNotSent() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 501}");
    String other = decisions.ask("refund", "{\"amount\": 502}");
    TestBrowser ben = decisions.signedIn("ben");
    Answer late = sendTooLate(ben, id, "deny");
    assertThat(late.status()).isEqualTo(303);
    assertThat(late.location())
        .as("the text is in no address")
        .isEqualTo("/login?kept&next=%2Fapprovals%2F" + id);
    Answer login = ben.get(late.location());
    assertThat(login.page().select("#trouble").text())
        .contains(
            "Your session has ended, so nothing was done.", "What you wrote is kept for you.");
    assertThat(login.field("next")).isEqualTo("/approvals/" + id);
    ben.signedIn("ben", People.PASSWORD);
    Answer page = detail(ben, id);
    assertThat(page.element("#reason").wholeText()).isEqualTo(WRITTEN);
    assertThat(page.page().select("#kept").text()).contains("It was not sent.");
    HostileTest.assertHarmless(page);
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(detail(ben, other).page().select("#reason").text()).isEmpty();
    assertThat(send(ben, id, form(page, "deny", WRITTEN)).status()).isEqualTo(303);
    assertThat(decisions.state(id)).isEqualTo("DENIED");
  }

  @Test
  void changedArguments_whoseSessionEnded_areInTheForm() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 503}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "edit", "less");
    form.put("arguments", "{\"amount\": 5,}");
    people.clock.advance(IDLE);
    send(ben, id, form);
    ben.signedIn("ben", People.PASSWORD);
    Answer page = detail(ben, id);
    assertThat(page.element("#arguments-text").wholeText()).isEqualTo("{\"amount\": 5,}");
    assertThat(page.page().select("details.edit[open]")).hasSize(1);
    assertThat(decisions.state(id)).isEqualTo("PENDING");
  }

  @Test
  void argumentsThatNobodyChanged_areNoText() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 504}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "approve", "");
    people.clock.advance(IDLE);
    send(ben, id, form);
    ben.signedIn("ben", People.PASSWORD);
    Answer page = detail(ben, id);
    assertThat(page.page().select("#kept, details.edit[open]")).isEmpty();
  }

  @Test
  void reasonForARaise_whoseSessionEnded_isInTheQueuesForm() throws Exception {
    String raise = people.raise("support-live", "kept");
    TestBrowser ben = decisions.signedIn("ben");
    String csrf = ben.get("/").field("csrf");
    people.clock.advance(IDLE);
    Map<String, String> form = Map.of("csrf", csrf, "decision", "deny", "reason", WRITTEN);
    Answer late = ben.post("/raises/" + raise + "/decide", form);
    assertThat(late.location()).isEqualTo("/login?kept");
    Answer queue = ben.signedIn("ben", People.PASSWORD).get("/");
    String field = "textarea[id=\"reason-" + raise + "\"]";
    assertThat(queue.element(field).wholeText()).isEqualTo(WRITTEN);
    people.deny(raise);
  }

  @Test
  void reason_beforeThePasswordWasAskedForAgain_isInTheFormThen() throws Exception {
    String id = decisions.ask("delete_account", "{}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "approve", WRITTEN);
    people.clock.advance(Duration.ofMinutes(6));
    Answer asked = send(ben, id, form);
    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.text()).contains("You wrote: " + WRITTEN + " It is kept for you");
    String confirm = asked.page().select("#confirm ~ p a").attr("href");
    Answer password = ben.get(confirm);
    Answer back =
        ben.post(
            "/confirm",
            Map.of(
                "csrf",
                password.field("csrf"),
                "next",
                password.field("next"),
                "password",
                People.PASSWORD));
    Answer page = ben.get(back.location());
    assertThat(page.element("#reason").wholeText()).isEqualTo(WRITTEN);
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(send(ben, id, form(page, "approve", WRITTEN)).status()).isEqualTo(303);
  }

  @Test
  void formOfTheSessionBefore_isRefused_andItsTextKept() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 505}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> old = form(detail(ben, id), "approve", WRITTEN);
    ben.cookies.remove("aiops_session");
    ben.signedIn("ben", People.PASSWORD);
    assertThat(send(ben, id, old).status()).isEqualTo(403);
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(detail(ben, id).element("#reason").wholeText()).isEqualTo(WRITTEN);
  }

  @Test
  void text_isForThisBrowserOnly_andUntilSomebodySignsOut() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 506}");
    TestBrowser ben = decisions.signedIn("ben");
    sendTooLate(ben, id, "deny");
    assertThat(reason(decisions.signedIn("ben"), id)).as("another browser").isEmpty();
    ben.signedIn("ben", People.PASSWORD);
    assertThat(reason(ben, id)).isEqualTo(WRITTEN);
    ben.post("/logout", Map.of("csrf", ben.get("/").field("csrf")));
    ben.signedIn("ida", People.PASSWORD);
    assertThat(reason(ben, id)).as("the next person").isEmpty();
  }

  @Test
  void text_isForgottenAfterHalfAnHour() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 507}");
    TestBrowser ben = decisions.signedIn("ben");
    sendTooLate(ben, id, "deny");
    people.clock.advance(IDLE.minusSeconds(1));
    assertThat(reason(ben.signedIn("ben", People.PASSWORD), id)).isEqualTo(WRITTEN);
    people.clock.advance(Duration.ofSeconds(1));
    assertThat(reason(ben, id)).isEmpty();
  }

  /** Nobody signed in is needed to keep a text, so it must not fill the memory. */
  @Test
  void textsWithoutEnd_pushOutTheOldest() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 509}");
    TestBrowser ben = decisions.signedIn("ben");
    sendTooLate(ben, id, "deny");
    TestBrowser stranger = people.browser();
    Map<String, String> form = Map.of("reason", "x".repeat(60_000));
    for (int i = 0; i < 140; i++) {
      assertThat(stranger.post("/approvals/s" + i + "/decide", form).status()).isEqualTo(303);
    }
    assertThat(reason(ben.signedIn("ben", People.PASSWORD), id)).isEmpty();
  }

  @Test
  void textThatAnotherSiteSends_isNotKept() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 508}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "approve", "approve it, it is fine");
    people.clock.advance(IDLE);
    ben.headers.put("Sec-Fetch-Site", "cross-site");
    ben.headers.put("Origin", "https://evil.example");
    assertThat(send(ben, id, form).status()).isEqualTo(403);
    ben.headers.put("Sec-Fetch-Site", "same-origin");
    ben.headers.put("Origin", ben.origin());
    assertThat(reason(ben.signedIn("ben", People.PASSWORD), id)).isEmpty();
  }

  private static Answer sendTooLate(TestBrowser browser, String id, String decision)
      throws Exception {
    Map<String, String> form = form(detail(browser, id), decision, WRITTEN);
    people.clock.advance(IDLE);
    return send(browser, id, form);
  }

  private static String reason(TestBrowser browser, String id) throws Exception {
    return detail(browser, id).element("#reason").wholeText();
  }
}
