/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people read of a run, and what becomes of the labels that they give. */
@ExtendWith(ClickHouseExtension.class)
class RunPagesTest {

  private static final String BY_JUDGE = JudgedRun.JUDGE + ", the whole run";

  @TempDir static Path directory;

  private static TestDatabase database;
  private static People people;
  private static TestBrowser ana;
  private static TestBrowser ben;
  private static TestBrowser eve;

  @BeforeAll
  static void start(TestDatabase at) throws Exception {
    database = at;
    people = new People(at.control(), directory);
    ana = as("ana");
    ben = as("ben");
    eve = as("eve");
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  private static JudgedRun run() {
    return JudgedRun.add(database, Decisions.run(), "Where is my\nrefund?", "You got 25 dollars.");
  }

  private static TestBrowser as(String name) throws Exception {
    return people.browser().signedIn(name, People.PASSWORD);
  }

  /** The card of a criterion, by the words on it. */
  private static Element card(Answer page, String words) {
    return page.page().select("details.label").stream()
        .filter(card -> card.expectFirst("summary").text().startsWith(words))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> form(Element card, String verdict, String reason) {
    Map<String, String> fields = new LinkedHashMap<>();
    card.select("form input").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
    fields.put("reason", reason);
    fields.put("verdict", verdict);
    return fields;
  }

  private static Answer label(
      TestBrowser browser, JudgedRun run, String words, String verdict, String reason)
      throws Exception {
    Element card = card(browser.get("/runs/" + run.id()), words);
    return browser.post(card.expectFirst("form").attr("action"), form(card, verdict, reason));
  }

  private static String labels(JudgedRun run) {
    return database.ask(
        "SELECT Evaluator, TargetKind, TargetId = RunId, Label, Value, Reason, `By`, Source FROM eval_labels WHERE RunId = '"
            + run.id()
            + "' ORDER BY At");
  }

  @Test
  void page_showsWhatWasRecorded_andUnknownIsNotZero() throws Exception {
    JudgedRun run = run();
    Answer page = eve.get("/runs/" + run.id());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.element("h1").text()).isEqualTo("Run of helper");
    assertThat(page.element("#input").wholeText()).isEqualTo("Where is my\nrefund?");
    assertThat(page.element("#output").text()).isEqualTo("You got 25 dollars.");
    assertThat(page.text())
        .contains("State ok", "Agent helper", "Version unknown", "Service support-chat")
        .contains("Environment production", "Team unknown", "Models gpt-x")
        .contains("Began 2026-11-26 11:00:00 UTC", "Ended 2026-11-26 11:00:02 UTC", "Took 2.5 s")
        .contains("no-secrets, the whole run: score 1, passed");
    assertThat(page.element("#cost").text()).isEqualTo("unknown");
    assertThat(page.page().select("#steps strong").eachText())
        .containsExactly("chat gpt-x in support-chat", "execute_tool refund in support-chat");
    assertThat(page.page().select("a[href^=https]").eachAttr("href"))
        .containsExactly("https://grafana.example/d/aiops-run?var-run=" + run.id());
  }

  @Test
  void page_ofWhoMayNotLabel_hasNoForm_andHidesNothing() throws Exception {
    Answer page = ben.get("/runs/" + run().id());
    assertThat(page.element("#note").text())
        .isEqualTo("To label a run needs the role labeller or admin.");
    assertThat(page.page().select("details form")).isEmpty();
    assertThat(card(page, BY_JUDGE).text())
        .contains("The judge: fail, score 0, not passed", JudgedRun.WHY, "judge-1 · version v1");
    assertThat(card(page, "stays-polite").expectFirst("summary").text())
        .isEqualTo("stays-polite, model call chat gpt-x (" + JudgedRun.CHAT + ")");
  }

  @Test
  void label_isKept_andOnlyThenIsTheJudgeShown() throws Exception {
    JudgedRun run = run();
    Answer before = ana.get("/runs/" + run.id());
    assertThat(before.response().body()).doesNotContain(JudgedRun.WHY).doesNotContain("judge-1");
    assertThat(card(before, BY_JUDGE).hasAttr("open")).isTrue();
    Answer sent = label(ana, run, BY_JUDGE, "pass", " it is so ");
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.location()).isEqualTo("/runs/" + run.id() + "?done");
    assertThat(labels(run)).isEqualTo(JudgedRun.JUDGE + "\trun\t1\tpass\t1\tit is so\tana\tform");
    Answer after = ana.get(sent.location());
    assertThat(after.element(".done").text()).isEqualTo("Kept: " + BY_JUDGE + ": pass.");
    assertThat(card(after, BY_JUDGE).text())
        .contains("you said pass at 2026-11-26", "it is so", "The judge: fail", JudgedRun.WHY);
    assertThat(card(after, "stays-polite").text())
        .as("not said yet")
        .doesNotContain("The judge:")
        .contains("What others and the judge said is shown once you have labelled it.");
  }

  @Test
  void label_isRevised_andTheLastCounts_thoughAClockWasAhead() throws Exception {
    JudgedRun run = run();
    label(ana, run, BY_JUDGE, "pass", "");
    people.clock.advance(Duration.ofMillis(-1_500));
    assertThat(label(ana, run, BY_JUDGE, "unknown", "on second thoughts").status()).isEqualTo(303);
    people.clock.advance(Duration.ofMillis(1_500));
    assertThat(labels(run).lines())
        .containsExactly(
            JudgedRun.JUDGE + "\trun\t1\tpass\t1\t\tana\tform",
            JudgedRun.JUDGE + "\trun\t1\tunknown\t\\N\ton second thoughts\tana\tform");
    assertThat(card(ana.get("/runs/" + run.id()), BY_JUDGE).text())
        .contains("you said cannot tell at", "on second thoughts");
  }

  @Test
  void label_ofOthers_isHiddenUntilOneHasSaidSomething() throws Exception {
    JudgedRun run = run();
    database
        .eval()
        .execute(
            "INSERT INTO eval_labels (RunId, TargetKind, TargetId, Evaluator, Label, Value, Reason, `By`, At) VALUES ('%1$s', 'run', '%1$s', '%2$s', 'fail', 0, 'from a table', 'ida', '2026-11-26 10:00:00')"
                .formatted(run.id(), JudgedRun.JUDGE),
            Map.of("async_insert", "0"));
    assertThat(card(ana.get("/runs/" + run.id()), BY_JUDGE).text())
        .contains("One other person has labelled it.")
        .doesNotContain("from a table");
    label(ana, run, BY_JUDGE, "fail", "");
    assertThat(card(ana.get("/runs/" + run.id()), BY_JUDGE).text())
        .contains("fail by ida 2026-11-26 10:00:00 UTC from a table");
  }

  @Test
  void label_sentTwice_isOneRow() throws Exception {
    JudgedRun run = run();
    Element card = card(ana.get("/runs/" + run.id()), "stays-polite");
    for (int i = 0; i < 2; i++) {
      people.clock.advance(Duration.ofSeconds(1));
      assertThat(ana.post("/runs/" + run.id() + "/labels", form(card, "fail", "twice")).status())
          .isEqualTo(303);
    }
    assertThat(labels(run)).isEqualTo("stays-polite\tstep\t0\tfail\t0\ttwice\tana\tform");
  }

  @Test
  void label_byWhoMayNot_orOfWhatNobodyJudged_isRefused() throws Exception {
    JudgedRun run = run();
    String path = "/runs/" + run.id() + "/labels";
    Map<String, String> right = form(card(ana.get("/runs/" + run.id()), BY_JUDGE), "pass", "mine");
    Map<String, String> ofBen = new LinkedHashMap<>(right);
    ofBen.put("csrf", ben.get("/").field("csrf"));
    Answer forbidden = ben.post(path, ofBen);
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.element(".trouble").text())
        .isEqualTo("Nothing was kept. Ben lacks the role labeller or admin to label.");
    assertThat(ana.post(path, with(right, "csrf", "x")).status()).isEqualTo(403);
    Answer unknown = ana.post(path, with(right, "evaluator", "nobody"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.element(".trouble").text()).contains("No judge nobody has judged run");
    Answer neither = ana.post(path, with(right, "verdict", "perhaps"));
    assertThat(neither.status()).isEqualTo(400);
    assertThat(neither.element(".trouble").text()).contains("Press one of the three buttons");
    assertThat(card(neither, BY_JUDGE).expectFirst("textarea").text())
        .as("a mistake costs no typing")
        .isEqualTo("mine");
    assertThat(labels(run)).isEmpty();
  }

  private static Map<String, String> with(Map<String, String> form, String field, String value) {
    Map<String, String> changed = new LinkedHashMap<>(form);
    changed.put(field, value);
    return changed;
  }

  @Test
  void run_thatNobodyJudged_isLabelledAsAWhole_byJudgesOfOthers() throws Exception {
    run();
    String plain = Decisions.run();
    database
        .ingest()
        .execute(
            "INSERT INTO run_events (RunId, EventTime, Kind, Status) VALUES ('"
                + plain
                + "', now64(9), 'started', 'running')",
            Map.of("async_insert", "0"));
    Answer page = ana.get("/runs/" + plain);
    assertThat(page.page().select("details.label summary").eachText()).containsExactly(BY_JUDGE);
    assertThat(page.text())
        .contains("State running", "No judge has judged it yet.")
        .contains("Unknown: it was not recorded, or is not kept any more.")
        .contains("Ended not yet, or not known", "Took unknown");
  }

  @Test
  void samples_areWhatNobodyLabelled_withoutTheJudgesWord() throws Exception {
    JudgedRun first = run();
    JudgedRun second = run();
    assertThat(next(ana.get("/labels"))).contains(first.id(), second.id());
    label(ana, first, BY_JUDGE, "pass", "");
    Answer page = eve.get("/labels");
    assertThat(next(page)).contains(second.id()).doesNotContain(first.id());
    assertThat(page.text())
        .contains("To label needs the role labeller or admin.", "labelled so far.")
        .doesNotContain(JudgedRun.WHY, "fail");
    assertThat(page.page().select("nav a[aria-current]").text()).isEqualTo("Labels");
  }

  /** Runs to be labelled by the criterion of the one judge. */
  private static List<String> next(Answer page) {
    return page.page().select("section:has(h2:contains(" + JudgedRun.JUDGE + ")) a").eachText();
  }

  @Test
  void run_thatIsNotRecorded_isNotFound() throws Exception {
    for (String id : List.of(Decisions.run(), "x'%20OR%201=1", "%3Csvg%20onload=x%3E")) {
      Answer page = ana.get("/runs/" + id);
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.text()).contains("Nothing is recorded of run");
      HostileTest.assertHarmless(page);
    }
  }

  @Test
  void approval_leadsToItsRun() throws Exception {
    JudgedRun run = run();
    Decisions decisions = new Decisions(people);
    String id = decisions.ask("refund", null, run.id(), "{\"amount\": 901}");
    assertThat(Decisions.detail(ben, id).page().select("a[href^=/runs/]").eachAttr("href"))
        .containsExactly("/runs/" + run.id());
    String odd = decisions.ask("refund", null, "no/run", "{\"amount\": 902}");
    assertThat(Decisions.detail(ben, odd).page().select("a[href^=/runs/]")).isEmpty();
  }

  @Test
  void text_ofOthers_isShownAsItIsAndDoesNothing() throws Exception {
    String all = String.join("\n", HostileTest.CORPUS) + "\u202e";
    JudgedRun run = JudgedRun.add(database, Decisions.run(), all, all);
    assertThat(label(ana, run, BY_JUDGE, "fail", "<svg onload=x> \u202e").status()).isEqualTo(303);
    Answer page = ana.get("/runs/" + run.id());
    assertThat(page.element("#input").wholeText()).isEqualTo(all.replace("\u202e", "[U+202E]"));
    assertThat(card(page, BY_JUDGE).text()).contains("<svg onload=x> [U+202E]");
    HostileTest.assertHarmless(page);
  }

  @Test
  void label_whereTheTableIsAway_isNotLost() throws Exception {
    JudgedRun run = run();
    Element card = card(ana.get("/runs/" + run.id()), BY_JUDGE);
    database.admin().execute("RENAME TABLE eval_labels TO eval_labels_away");
    try {
      Answer failed = ana.post("/runs/" + run.id() + "/labels", form(card, "pass", "a long text"));
      assertThat(failed.status()).isEqualTo(503);
      assertThat(failed.text()).contains("open the run again in a moment: what you wrote is there");
      assertThat(ana.get("/runs/" + run.id()).status()).isEqualTo(503);
    } finally {
      database.admin().execute("RENAME TABLE eval_labels_away TO eval_labels");
    }
    assertThat(ana.get("/runs/" + run.id()).text())
        .contains("What you wrote before a long text It was not sent.");
    label(ana, run, BY_JUDGE, "pass", "a long text");
    assertThat(ana.get("/runs/" + run.id()).text()).doesNotContain("What you wrote before");
  }
}
