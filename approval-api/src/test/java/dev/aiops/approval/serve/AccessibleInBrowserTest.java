/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No page breaks a rule of WCAG 2.2 A or AA that a machine can check, by day and by night. */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class AccessibleInBrowserTest {

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

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

  private static void assertAccessible(Screen screen) {
    assertThat(violations(screen)).as(screen.page.url()).isEmpty();
    screen.page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    List<String> byNight = told(axe(screen).withRules(List.of("color-contrast")));
    assertThat(byNight).as("by night: " + screen.page.url()).isEmpty();
    screen.page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static List<String> violations(Screen screen) {
    return told(axe(screen).withTags(RULES));
  }

  /** On the page itself, and not with its results sent to another page. */
  private static AxeBuilder axe(Screen screen) {
    return new AxeBuilder(screen.page).setLegacyMode(true);
  }

  private static List<String> told(AxeBuilder rules) {
    return rules.analyze().getViolations().stream().map(AccessibleInBrowserTest::told).toList();
  }

  private static String told(Rule rule) {
    Stream<String> where = rule.getNodes().stream().map(CheckedNode::getHtml);
    return rule.getId() + ": " + rule.getHelp() + " " + where.toList();
  }

  /** What the other tests are sure not to find is found where it is. */
  @Test
  void fault_isFound() {
    try (Screen nobody = chromium.open(people)) {
      nobody.go("/login").page.evaluate(BREAK);
      assertThat(violations(nobody))
          .anyMatch(told -> told.startsWith("html-has-lang"))
          .anyMatch(told -> told.startsWith("label"))
          .anyMatch(told -> told.startsWith("color-contrast"));
    }
  }

  private static final String BREAK =
      """
      () => {
        document.documentElement.removeAttribute("lang");
        document.querySelectorAll("label").forEach(label => label.remove());
        document.querySelector("h1").style.color = "silver";
      }
      """;

  @Test
  void signIn_isAccessible() {
    try (Screen nobody = chromium.open(people)) {
      assertAccessible(nobody.go("/login"));
      nobody.fillSignIn("ben", "a guess");
      assertThat(nobody.alert()).isVisible();
      assertAccessible(nobody);
    }
  }

  @Test
  void queue_isAccessible() throws Exception {
    decisions.ask("refund", "{\"amount\": 120}");
    decisions.ask("delete_order", "{\"order\": 4711}");
    people.raise("support-live", "the sale begins");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.go("/?text=o").page.getByText("Keys", new GetByTextOptions().setExact(true)).click();
      assertAccessible(ben);
    }
    try (Screen eve = chromium.signedIn(people, "eve", Chromium.phone())) {
      assertAccessible(eve.go("/?tool=no_such_tool"));
    }
  }

  @Test
  void detail_isAccessible() throws Exception {
    String run = Decisions.run();
    String whole =
        "{\"amount\": 121, \"list\": [{\"a\": true}], \"text\": \"" + "x ".repeat(999) + "\"}";
    String id = decisions.ask("refund", "dora", run, whole);
    decisions.ask("refund", "dora", run, "{\"amount\": 122}");
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.approval(id).page.getByText("Change the arguments first").click();
      ben.button("Deny").click();
      assertThat(ben.alert()).isVisible();
      assertAccessible(ben);
      ben.button("Approve").click();
      assertThat(ben.part("Take the approval back")).isVisible();
      assertAccessible(ben);
    }
  }

  @Test
  void confirm_history_andWhatIsNotFound_areAccessible() throws Exception {
    String id = decisions.ask("delete_order", "{\"order\": 4712}");
    String past = decisions.ask("refund", "{\"amount\": 123}");
    Decisions.decide(decisions.signedIn("ida"), past, "deny", "not agreed");
    try (Screen ben = chromium.signedIn(people, "ben", Chromium.phone())) {
      assertAccessible(ben.go("/history"));
      assertAccessible(ben.go("/approvals/none"));
      people.clock.advance(Duration.ofMinutes(6));
      assertAccessible(ben.approval(id));
      ben.link("Confirm").click();
      assertAccessible(ben);
    }
  }

  @Test
  void batchesOfEvals_areAccessible() throws Exception {
    EvalRunner runner = new EvalRunner(people.service, "accessible");
    String order = EvalRunner.order("answers", "judge-tone");
    String batch = people.service.post(people.service.ana, "/v1/eval-batches", order).text("id");
    runner.take();
    runner.plans(batch, 40, "120000000");
    try (Screen ana = chromium.signedIn(people, "ana", Chromium.phone())) {
      assertAccessible(ana.go("/evals"));
      assertAccessible(ana.go("/evals/" + batch));
    }
    try (Screen eve = chromium.signedIn(people, "eve")) {
      assertAccessible(eve.go("/evals"));
      assertAccessible(eve.go("/evals/" + batch));
    }
  }

  @Test
  void run_andWhatIsToBeLabelled_areAccessible() throws Exception {
    String run = JudgedRun.add(database, Decisions.run(), "Where is it?", "On its way.").id();
    try (Screen ana = chromium.signedIn(people, "ana", Chromium.phone())) {
      assertAccessible(ana.go("/labels"));
      assertAccessible(ana.go("/runs/" + run));
      ana.button("Pass").click();
      assertAccessible(ana);
    }
  }
}
