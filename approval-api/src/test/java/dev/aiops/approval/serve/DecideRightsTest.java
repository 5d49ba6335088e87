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

/** Who may decide at the page of an approval, and when. */
@ExtendWith(ClickHouseExtension.class)
class DecideRightsTest {

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
  void session_thatEndedMeanwhile_decidesNothing() throws Exception {
    String id = decisions.ask("payout", "{\"amount\": 133}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "approve", "");
    people.clock.advance(Duration.ofMinutes(30));
    Answer late = send(ben, id, form);
    assertThat(late.status()).isEqualTo(303);
    assertThat(late.location()).isEqualTo("/login?ended&next=%2Fapprovals%2F" + id);
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(detail(decisions.signedIn("ben"), id).page().select("#answers")).isEmpty();
  }

  @Test
  void critical_needsThePasswordAgain() throws Exception {
    String id = decisions.ask("delete_account", "{\"who\": 7}");
    TestBrowser ben = decisions.signedIn("ben");
    Map<String, String> form = form(detail(ben, id), "approve", "it is right");
    people.clock.advance(Duration.ofMinutes(6));
    Answer page = detail(ben, id);
    assertThat(page.page().select("button[name=decision]")).isEmpty();
    assertThat(page.page().select("#confirm ~ p a").attr("href"))
        .isEqualTo("/confirm?next=/approvals/" + id);
    Answer refused = send(ben, id, form);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text())
        .contains("it needs a login of the last minutes", "You wrote: it is right");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    Answer asked = ben.get("/confirm?next=/approvals/" + id);
    Answer confirmed =
        ben.post(
            "/confirm",
            Map.of(
                "csrf",
                asked.field("csrf"),
                "next",
                asked.field("next"),
                "password",
                People.PASSWORD));
    assertThat(confirmed.location()).isEqualTo("/approvals/" + id);
    assertThat(decide(ben, id, "approve", "it is right").status()).isEqualTo(303);
    assertThat(decisions.state(id)).isEqualTo("APPROVED");
  }

  @Test
  void requester_doesNotApprove_andMayDeny() throws Exception {
    String id = decisions.ask("refund", " BEN ", Decisions.run(), "{\"amount\": 140}");
    TestBrowser ben = decisions.signedIn("ben");
    assertThat(detail(ben, id).page().select("#note").text())
        .isEqualTo("You asked for this, so another must approve it. You may deny it.");
    assertThat(detail(ben, id).page().select("button[name=decision]").eachText())
        .containsExactly("Deny");
    Answer own = decide(ben, id, "approve", "mine");
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.text()).contains("Ben asked for this, so another must approve it");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
    assertThat(decide(ben, id, "deny", "changed my mind").status()).isEqualTo(303);
  }

  @Test
  void role_missing_seesAndDoesNotDecide() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 141}");
    TestBrowser eve = decisions.signedIn("eve");
    Answer page = detail(eve, id);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.page().select("#arguments .value").text()).isEqualTo("141");
    assertThat(page.page().select("#note").text())
        .isEqualTo("To decide this one needs the role finance.");
    assertThat(page.page().select("button[name=decision]")).isEmpty();
    Map<String, String> forced = form(detail(decisions.signedIn("ben"), id), "approve", "");
    forced.put("csrf", page.field("csrf"));
    Answer refused = send(eve, id, forced);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("Eve has no role that may decide this: finance");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
  }
}
