/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The queue in a real browser: its order, its filter, its keys, and how it keeps up to date. */
@ExtendWith(ClickHouseExtension.class)
class QueueInBrowserTest {

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

  /** Three times as long as the page takes to ask again. */
  private static final IsVisibleOptions SOON = new IsVisibleOptions().setTimeout(10_000);

  private static Locator rows(Screen screen) {
    return screen.part("Actions").getByRole(AriaRole.LISTITEM);
  }

  private static Locator polling(Screen screen, String said) {
    return screen.page.getByRole(AriaRole.STATUS).getByText(said);
  }

  @Test
  void queue_isByRiskThenByAge_andFiltered() throws Exception {
    decisions.ask("refund_older", "{\"amount\": 101, \"batch\": \"order\"}");
    people.clock.advance(Duration.ofMinutes(2));
    decisions.ask("refund_newer", "{\"amount\": 102, \"batch\": \"order\"}");
    decisions.ask("delete_order", "{\"batch\": \"order\"}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.go("/").page.getByText("Filter", exact()).click();
      ben.page.getByLabel("Text, anywhere in it").fill("\"batch\":\"order\"");
      ben.button("Show these").click();
      assertThat(rows(ben))
          .containsText(new String[] {"delete_order", "refund_older", "refund_newer"});
      assertThat(rows(ben).first()).containsText("critical");
      ben.page.getByLabel("Tool").fill("refund_old");
      ben.button("Show these").click();
      assertThat(rows(ben)).containsText(new String[] {"refund_older"});
      ben.page.getByLabel("Tool").fill("no_such_tool");
      ben.button("Show these").click();
      assertThat(ben.part("Actions")).containsText("None matches the filter.");
      ben.link("Show all").click();
      assertThat(ben.link("refund_newer")).isVisible();
    }
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @Test
  void queue_showsWhatIsNew_withoutBeingLoadedAgain() throws Exception {
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.go("/?tool=refund_live").page.evaluate("window.loadedOnce = true");
      assertThat(ben.part("Actions")).containsText("None matches the filter.");
      decisions.ask("refund_live", "{\"amount\": 103}");
      assertThat(ben.link("refund_live")).isVisible(SOON);
      assertThat(ben.page.evaluate("window.loadedOnce")).isEqualTo(true);
    }
  }

  /** A page whose script believes that time passes as the test says. */
  private static Screen timed(Screen screen, String path) {
    screen.page.clock().install();
    return screen.go(path);
  }

  private static void untilItAsksAgain(Screen screen) {
    screen.page.clock().runFor(3_000);
  }

  @Test
  void queue_losesWhatAnotherDecides() throws Exception {
    String id = decisions.ask("refund_gone", "{\"amount\": 103}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      assertThat(timed(ben, "/?tool=refund_gone").link("refund_gone")).isVisible();
      Decisions.decide(decisions.signedIn("ida"), id, "approve", "");
      untilItAsksAgain(ben);
      assertThat(ben.part("Actions").getByText("None matches the filter.")).isVisible();
    }
  }

  @Test
  void queue_thatCannotBeRead_saysSo_andGoesOn() throws Exception {
    try (Screen ben = chromium.signedIn(people, "ben")) {
      timed(ben, "/?tool=refund_offline").context.setOffline(true);
      untilItAsksAgain(ben);
      assertThat(polling(ben, "The list cannot be read now; trying again.")).isVisible();
      decisions.ask("refund_offline", "{\"amount\": 104}");
      ben.context.setOffline(false);
      untilItAsksAgain(ben);
      assertThat(ben.link("refund_offline")).isVisible();
      assertThat(polling(ben, "The list cannot be read now")).hasCount(0);
      assertThat(ben.takeFaults()).isNotEmpty().allMatch(f -> f.contains("ERR_INTERNET_DISC"));
    }
  }

  @Test
  void queue_whoseSessionEnded_saysSo() throws Exception {
    try (Screen ben = chromium.signedIn(people, "ben")) {
      timed(ben, "/");
      people.clock.advance(Duration.ofMinutes(31));
      untilItAsksAgain(ben);
      assertThat(polling(ben, "Your session has ended: load the page again.")).isVisible();
      ben.page.reload();
      assertThat(ben.heading("Sign in")).isVisible();
    }
  }

  @Test
  void queue_nobodyIsAt_standsStill_untilSomebodyIs() throws Exception {
    try (Screen ben = chromium.signedIn(people, "ben")) {
      timed(ben, "/?tool=refund_absent");
      ben.page.clock().fastForward("16:00");
      assertThat(polling(ben, "The list stands still")).isVisible();
      decisions.ask("refund_absent", "{\"amount\": 105}");
      ben.page.clock().runFor(30_000);
      assertThat(ben.link("refund_absent")).hasCount(0);
      ben.page.keyboard().press("Shift");
      untilItAsksAgain(ben);
      assertThat(ben.link("refund_absent")).isVisible();
    }
  }

  @Test
  void raise_thatIsBeingAnswered_standsStill_andKeepsItsTextWhenOthersCome() throws Exception {
    people.raise("support-live", "first, of two");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      Locator reason = timed(ben, "/").page.getByLabel("Your reason").first();
      reason.fill("not before noon");
      decisions.ask("refund_meanwhile", "{\"amount\": 106}");
      untilItAsksAgain(ben);
      assertThat(polling(ben, "The list stands still while you write.")).isVisible();
      assertThat(reason).isFocused();
      ben.page.keyboard().press("Tab");
      untilItAsksAgain(ben);
      assertThat(ben.link("refund_meanwhile")).isVisible();
      assertThat(reason).hasValue("not before noon");
      ben.button("Deny").first().click();
      assertThat(ben.page.getByRole(AriaRole.STATUS).getByText("Denied")).isVisible();
    }
  }

  @Test
  void keys_moveOpenAndFilter_andDecideNothing() throws Exception {
    String first = decisions.ask("refund_keys", "{\"amount\": 107}");
    people.clock.advance(Duration.ofSeconds(1));
    String second = decisions.ask("refund_keys", "{\"amount\": 108}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      Locator links = ben.go("/?tool=refund_keys").part("Actions").getByRole(AriaRole.LINK);
      press(ben, "j");
      assertThat(links.nth(0)).isFocused();
      press(ben, "j", "j");
      assertThat(links.nth(1)).isFocused();
      press(ben, "k", "a", "d", "y", "n", "x");
      assertThat(links.nth(0)).isFocused();
      press(ben, "?");
      assertThat(ben.page.getByText("No key decides")).isVisible();
      press(ben, "?", "/");
      assertThat(ben.page.getByText("No key decides")).isHidden();
      assertThat(ben.page.getByLabel("Text, anywhere in it")).isFocused();
      press(ben, "j");
      assertThat(ben.page.getByLabel("Text, anywhere in it")).hasValue("j");
      links.nth(1).focus();
      press(ben, "Enter");
      assertThat(ben.page).hasURL(Pattern.compile("/approvals/" + second));
    }
    for (String id : List.of(first, second)) {
      assertThat(decisions.state(id)).isEqualTo("PENDING");
    }
  }

  private static void press(Screen screen, String... keys) {
    for (String key : keys) {
      screen.page.keyboard().press(key);
    }
  }
}
