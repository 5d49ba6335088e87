/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A person decides in a real browser, by what is read and pressed there. */
@ExtendWith(ClickHouseExtension.class)
class DecideInBrowserTest {

  @TempDir static Path directory;

  private static People people;
  private static Decisions decisions;
  private static Chromium chromium;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people = new People(database.control(), directory);
    decisions = new Decisions(people);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    people.close();
  }

  @Test
  void signIn_withAWrongPassword_isRefused_andWithTheRightOneOpensTheQueue() {
    try (Screen eve = chromium.open(people)) {
      eve.go("/history");
      assertThat(eve.page).hasTitle("Sign in · AI Ops");
      eve.fillSignIn("eve", "a guess");
      assertThat(eve.alert()).hasText("This name and this password do not belong together.");
      eve.fillSignIn("eve", People.PASSWORD);
      assertThat(eve.heading("History")).isVisible();
      assertThat(eve.page.getByRole(AriaRole.BANNER)).containsText("eve");
      eve.button("Sign out").click();
      assertThat(eve.heading("Sign in")).isVisible();
      eve.go("/");
      assertThat(eve.heading("Sign in")).isVisible();
    }
  }

  @Test
  void approve_fromTheQueue_letsItRunOnce() throws Exception {
    String id = decisions.ask("refund_first", "dora", Decisions.run(), "{\"amount\": 120}");
    try (Screen ida = chromium.signedIn(people, "ida")) {
      ida.go("/").link("refund_first").click();
      assertThat(ida.heading("Approval of refund_first")).isVisible();
      assertThat(ida.part("What will run")).containsText("amount number 120");
      ida.button("Approve").click();
      assertThat(ida.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
      assertThat(ida.part("Answers")).containsText("approved by ida");
      assertThat(ida.part("Decide")).hasCount(0);
      ida.link("To the queue").click();
      assertThat(ida.link("refund_first")).hasCount(0);
    }
    assertThat(decisions.consume(id).status()).isEqualTo(200);
    assertThat(decisions.consume(id).rule()).isEqualTo("already_consumed");
  }

  @Test
  void deny_asksForAReason_andKeepsIt() throws Exception {
    String id = decisions.ask("refund_denied", "{\"amount\": 121}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.approval(id).button("Deny").click();
      assertThat(ben.alert()).hasText("Nothing was done. A denial needs a reason.");
      assertThat(decisions.state(id)).isEqualTo("PENDING");
      ben.page.getByLabel("Your reason").fill("not agreed with the customer");
      ben.button("Deny").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Denied: it does not run.");
      assertThat(ben.part("Answers")).containsText("denied by ben");
      assertThat(ben.part("Answers")).containsText("not agreed with the customer");
    }
    assertThat(decisions.consume(id).rule()).isEqualTo("not_approved");
  }

  @Test
  void edit_isShown_andIsWhatRuns() throws Exception {
    String id = decisions.ask("refund_edited", "{\"amount\": 900, \"to\": \"A-17\"}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.approval(id).page.getByText("Change the arguments first").click();
      Locator arguments = ben.page.getByLabel("Arguments as JSON");
      arguments.fill("{\"amount\": 450 \"to\": \"A-17\"}");
      ben.button("Approve with these changes").click();
      assertThat(ben.alert()).containsText("The arguments are not JSON at line 1");
      assertThat(arguments).hasValue("{\"amount\": 450 \"to\": \"A-17\"}");
      arguments.fill("{\"amount\": 450, \"to\": \"A-17\"}");
      ben.button("Approve with these changes").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
      assertThat(ben.heading("Arguments, as asked for")).isVisible();
      assertThat(ben.part("What was asked for")).containsText("amount number 450");
    }
    assertThat(decisions.seen(id).body().path("approval").path("edited_arguments").toString())
        .isEqualTo("{\"amount\":450,\"to\":\"A-17\"}");
  }

  @Test
  void race_lost_saysWhoDecidedAndWhen() throws Exception {
    String id = decisions.ask("refund_raced", "{\"amount\": 130}");
    try (Screen ana = chromium.signedIn(people, "ana");
        Screen ben = chromium.signedIn(people, "ben")) {
      ben.approval(id).page.getByLabel("Your reason").fill("not this one");
      ana.approval(id).button("Approve").click();
      assertThat(ana.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
      ben.button("Deny").click();
      assertThat(ben.alert()).containsText("Nothing was done.");
      assertThat(ben.alert()).containsText("by ana at 2026-11-26");
      assertThat(ben.part("Answers")).containsText("approved by ana");
      assertThat(ben.button("Deny")).hasCount(0);
    }
    assertThat(decisions.state(id)).isEqualTo("APPROVED");
  }

  @Test
  void detail_thatAnotherDecides_saysSo_andLeavesTheFormAlone() throws Exception {
    String id = decisions.ask("refund_watched", "{\"amount\": 133}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.page.clock().install();
      Locator reason = ben.approval(id).page.getByLabel("Your reason");
      Locator changed = ben.page.getByText("This has changed since you opened it. Load it again.");
      reason.fill("not this one");
      ben.page.waitForResponse(r -> r.status() == 304, () -> ben.page.clock().runFor(3_000));
      assertThat(changed).hasCount(0);
      Decisions.decide(decisions.signedIn("ana"), id, "approve", "");
      ben.page.clock().runFor(3_000);
      assertThat(changed).isVisible();
      assertThat(reason).hasValue("not this one");
      assertThat(reason).isFocused();
      ben.page.reload();
      assertThat(ben.part("Answers")).containsText("approved by ana");
      assertThat(changed).hasCount(0);
    }
  }

  @Test
  void session_thatEnded_decidesNothing_andSaysSo() throws Exception {
    String id = decisions.ask("refund_tired", "{\"amount\": 131}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.approval(id);
      people.clock.advance(Duration.ofMinutes(31));
      ben.button("Approve").click();
      assertThat(ben.alert()).containsText("Your session has ended, so nothing was done.");
      assertThat(decisions.state(id)).isEqualTo("PENDING");
      ben.fillSignIn("ben", People.PASSWORD);
      ben.approval(id).button("Approve").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
    }
  }

  @Test
  void critical_asksForThePasswordAgain() throws Exception {
    String id = decisions.ask("delete_customer", "{\"customer\": 4711}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      people.clock.advance(Duration.ofMinutes(6));
      ben.approval(id).link("Confirm").click();
      ben.page.getByLabel("Password").fill(People.PASSWORD);
      ben.button("Confirm").click();
      assertThat(ben.heading("Approval of delete_customer")).isVisible();
      ben.button("Approve").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
    }
  }

  @Test
  void quorum_waitsForTheSecondPerson() throws Exception {
    String id = decisions.ask("payout", "{\"amount\": 132}");
    try (Screen ana = chromium.signedIn(people, "ana");
        Screen ben = chromium.signedIn(people, "ben")) {
      ana.approval(id).button("Approve").click();
      assertThat(ana.page.getByRole(AriaRole.STATUS)).containsText("more people must answer");
      ben.approval(id).button("Approve").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
    }
  }

  @Test
  void history_hasWhatWasDecided_andTakesItAlong() throws Exception {
    String id = decisions.ask("refund_past", "{\"amount\": 140}");
    Decisions.decide(decisions.signedIn("ben"), id, "deny", "twice asked for");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.go("/").link("History").click();
      Locator row = ben.page.getByRole(AriaRole.LISTITEM).filter(having("refund_past"));
      assertThat(row).containsText("denied by ben (password) at 2026-11-26");
      assertThat(row).containsText("twice asked for");
      var file = ben.page.waitForDownload(() -> ben.link("All as CSV").click());
      assertThat(file.suggestedFilename()).isEqualTo("approvals.csv");
      assertThat(java.nio.file.Files.readString(file.path())).contains(id, "twice asked for");
    }
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
