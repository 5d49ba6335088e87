/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.ClickOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ReducedMotion;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything can be done on a phone, by keys alone, and without scripts. */
@ExtendWith(ClickHouseExtension.class)
class ReachInBrowserTest {

  @TempDir static Path directory;

  private static TestDatabase database;
  private static People people;
  private static Decisions decisions;
  private static Chromium chromium;

  @BeforeAll
  static void start(TestDatabase at) throws Exception {
    database = at;
    people = new People(at.control(), directory);
    decisions = new Decisions(people);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    people.close();
  }

  /** Words that are longer than a phone is wide, as names and as values. */
  private static final String WIDE =
      "{\"amount\": 110, \"%s\": \"%s\", \"deep\": {\"a\": [{\"b\": \"%s\"}]}}"
          .formatted("name_".repeat(30), "value_".repeat(60), "x".repeat(2_000));

  /** Side lengths, in CSS pixels, of what can be pressed and is smaller than WCAG 2.2 asks. */
  private static final String SMALL =
      """
      () => Array.from(document.querySelectorAll(
          "a[href], button, input:not([type=hidden]), select, textarea, summary"))
        .filter(one => one.checkVisibility() && !one.classList.contains("skip"))
        .map(one => [one.textContent.slice(0, 40), one.getBoundingClientRect()])
        .filter(([name, box]) => box.width < 24 || box.height < 24)
        .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)
      """;

  private static void assertFits(Screen screen) {
    assertThat(screen.page.evaluate("() => document.documentElement.scrollWidth"))
        .as("nothing is beside the screen: " + screen.page.url())
        .isEqualTo(screen.page.viewportSize().width);
    assertThat((List<?>) screen.page.evaluate(SMALL)).as(screen.page.url()).isEmpty();
  }

  @Test
  void phone_showsAllPages_withoutScrollingSideways() throws Exception {
    String id = decisions.ask("refund_" + "wide_".repeat(30), WIDE);
    String past = decisions.ask("refund_past", WIDE);
    Decisions.decide(decisions.signedIn("ida"), past, "deny", "because".repeat(80));
    people.raise("support-live", "z".repeat(500));
    String run = JudgedRun.add(database, Decisions.run(), WIDE, "a".repeat(2_000)).id();
    try (Screen nobody = chromium.open(people, Chromium.phone());
        Screen ben = chromium.signedIn(people, "ben", Chromium.phone())) {
      assertFits(nobody.go("/login"));
      for (String path :
          List.of(
              "/",
              "/?text=x",
              "/history",
              "/approvals/" + id,
              "/approvals/" + past,
              "/labels",
              "/runs/" + run,
              "/confirm")) {
        assertFits(ben.go(path));
      }
      ben.approval(id).page.getByText("Change the arguments first").tap();
      ben.page.getByText("characters, SHA-256").first().tap();
      assertFits(ben);
    }
  }

  @Test
  void phone_showsBatchesOfEvals_asTheyGoOn() throws Exception {
    EvalRunner runner = new EvalRunner(people.service, "of-a-phone");
    String order = EvalRunner.order("wide-".repeat(30), "judge-tone");
    String batch = people.service.post(people.service.ana, "/v1/eval-batches", order).text("id");
    runner.take();
    runner.plans(batch, 40, "120000000");
    try (Screen ana = chromium.signedIn(people, "ana", Chromium.phone())) {
      assertFits(ana.go("/evals"));
      assertThat(ana.page.getByLabel("judge-tone a model judges")).isVisible();
      assertFits(ana.go("/evals/" + batch));
      BoundingBox box = ana.button("Confirm and begin").boundingBox();
      assertThat(Math.min(box.width, box.height)).isGreaterThanOrEqualTo(44);
      ana.button("Confirm and begin").tap();
      assertThat(ana.page.getByText("Confirmed: it begins")).isVisible();
      runner.take();
      runner.ends(batch, "done", "", 40);
      // by the script, which asks for it every few seconds
      assertThat(ana.page.locator("#counts")).hasText("36 scored, 4 unknown, 0 errors");
      assertThat(ana.page.locator("#state-now")).hasText("done");
    }
  }

  @Test
  void phone_decidesByFinger() throws Exception {
    String id = decisions.ask("refund_finger", "{\"amount\": 111}");
    try (Screen ben = chromium.signedIn(people, "ben", Chromium.phone())) {
      ben.go("/").link("refund_finger").tap();
      ben.link("To the decision").tap();
      for (String name : List.of("Approve", "Deny", "Sign out")) {
        BoundingBox box = ben.button(name).boundingBox();
        assertThat(Math.min(box.width, box.height)).as(name).isGreaterThanOrEqualTo(44);
      }
      assertThat(ben.button("Approve")).isInViewport();
      ben.page.getByLabel("Your reason").fill("as agreed");
      ben.button("Approve").tap();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
    }
    assertThat(decisions.state(id)).isEqualTo("APPROVED");
  }

  @Test
  void phone_labelsByFinger() throws Exception {
    JudgedRun run = JudgedRun.add(database, Decisions.run(), "Where is it?", "On its way.");
    try (Screen ana = chromium.signedIn(people, "ana", Chromium.phone())) {
      ana.go("/labels").link(run.id()).first().tap();
      ana.link("To the labels").tap();
      assertFits(ana);
      for (String name : List.of("Pass", "Fail", "Cannot tell")) {
        BoundingBox box = ana.button(name).boundingBox();
        assertThat(Math.min(box.width, box.height)).as(name).isGreaterThanOrEqualTo(44);
      }
      ana.page.getByRole(AriaRole.TEXTBOX).fill("no tool said so");
      ana.button("Fail").tap();
      assertThat(ana.page.getByRole(AriaRole.STATUS))
          .hasText("Kept: " + JudgedRun.JUDGE + ", the whole run: fail.");
      ana.page.getByText(JudgedRun.JUDGE).last().tap();
      assertThat(ana.page.getByText(JudgedRun.WHY)).isVisible();
      assertFits(ana);
    }
  }

  @Test
  @Tag("long")
  void row_isPressedAnywhere() throws Exception {
    decisions.ask("refund_row", "{\"amount\": 112}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      Locator row = ben.go("/?tool=refund_row").page.getByRole(AriaRole.LISTITEM);
      BoundingBox box = row.boundingBox();
      row.click(new ClickOptions().setPosition(box.width - 8, box.height - 8));
      assertThat(ben.heading("Approval of refund_row")).isVisible();
    }
  }

  @Test
  void keys_alone_signInAndDecide_andOneSeesWhereOneIs() throws Exception {
    String id = decisions.ask("refund_by_keys", "{\"amount\": 113}");
    try (Screen ben = chromium.open(people)) {
      ben.go("/login");
      assertThat(ben.page.getByLabel("Name")).isFocused();
      type(ben, "ben", "Tab", People.PASSWORD, "Enter");
      assertThat(ben.heading("Waiting for you")).isVisible();
      press(ben, "Tab");
      assertThat(ben.link("Skip to the content")).isFocused();
      assertThat(ben.link("Skip to the content")).isInViewport();
      press(ben, "Enter");
      tabTo(ben, ben.link("refund_by_keys"));
      press(ben, "Enter");
      assertThat(ben.heading("Approval of refund_by_keys")).isVisible();
      tabTo(ben, ben.page.getByLabel("Your reason"));
      ben.page.keyboard().type("by keys");
      tabTo(ben, ben.button("Deny"));
      press(ben, "Enter");
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Denied: it does not run.");
    }
    assertThat(decisions.state(id)).isEqualTo("DENIED");
  }

  private static void type(Screen screen, String name, String key, String password, String last) {
    screen.page.keyboard().type(name);
    press(screen, key);
    screen.page.keyboard().type(password);
    press(screen, last);
  }

  private static void press(Screen screen, String key) {
    screen.page.keyboard().press(key);
  }

  /** Goes on until it is there, and can be seen to be there at every step. */
  private static void tabTo(Screen screen, Locator to) {
    for (int i = 0; i < 60 && !isFocused(to); i++) {
      press(screen, "Tab");
      assertThat(screen.page.evaluate(OUTLINE)).as(where(screen)).isEqualTo(true);
    }
    assertThat(to).isFocused();
  }

  private static final String OUTLINE =
      """
      () => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      }
      """;

  private static String where(Screen screen) {
    return String.valueOf(screen.page.evaluate("() => document.activeElement.outerHTML"));
  }

  private static boolean isFocused(Locator locator) {
    return Boolean.TRUE.equals(locator.evaluate("one => one === document.activeElement"));
  }

  @Test
  @Tag("long")
  void everything_works_withoutScripts() throws Exception {
    decisions.ask("refund_plain", "{\"amount\": 114, \"list\": [1]}");
    try (Screen ben = chromium.open(people, Chromium.desk().setJavaScriptEnabled(false))) {
      ben.go("/").fillSignIn("ben", People.PASSWORD);
      ben.page.getByText("Filter", new GetByTextOptions().setExact(true)).click();
      ben.page.getByLabel("Tool").fill("refund_plain");
      ben.button("Show these").click();
      ben.link("refund_plain").click();
      ben.page.getByText("Change the arguments first").click();
      ben.page.getByLabel("Arguments as JSON").fill("{\"amount\": 1}");
      ben.button("Deny").click();
      assertThat(ben.alert()).containsText("A denial needs a reason");
      ben.page.getByLabel("Your reason").fill("without scripts");
      ben.button("Approve with these changes").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
      ben.page.getByLabel("Your reason").fill("or rather not");
      ben.button("Revoke").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Revoked: it does not run.");
      ben.link("History").click();
      assertThat(ben.page.getByRole(AriaRole.MAIN)).containsText("refund_plain");
      ben.button("Sign out").click();
      assertThat(ben.heading("Sign in")).isVisible();
    }
  }

  @Test
  @Tag("long")
  void nothing_moves_forThoseWhoAskForThat() throws Exception {
    String id = decisions.ask("refund_still", "{\"amount\": 115}");
    try (Screen ben =
        chromium.signedIn(people, "ben", Chromium.desk().setReducedMotion(ReducedMotion.REDUCE))) {
      for (String path : List.of("/", "/approvals/" + id, "/history")) {
        ben.go(path);
        assertThat(ben.page.evaluate(MOVING)).as(path).isEqualTo(0);
      }
    }
  }

  private static final String MOVING =
      """
      () => Array.from(document.querySelectorAll("*"))
        .map(one => getComputedStyle(one))
        .filter(style => style.transitionDuration !== "0s" || style.animationName !== "none"
          || style.scrollBehavior !== "auto")
        .length
      """;
}
