/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Batches of evals at the pages, as people read them. */
@ExtendWith(ClickHouseExtension.class)
class EvalPagesTest {

  @TempDir static Path directory;

  private static People people;
  private static EvalRunner runner;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people = new People(database.control(), directory);
    runner = new EvalRunner(people.service, "of-the-pages");
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  @Test
  void batch_isAskedForConfirmedAndFollowed() throws Exception {
    TestBrowser ana = people.browser().signedIn("ana", People.PASSWORD);
    runner.take();
    TestBrowser.Answer form = ana.get("/evals");
    assertThat(form.text()).contains("An eval-runner asked for work", "judge-tone a model judges");
    TestBrowser.Answer sent = ana.post("/evals", fields(form, "judge-tone", "0.50"));
    assertThat(sent.status()).isEqualTo(303);
    String page = sent.location();
    assertThat(ana.get(page).text())
        .contains("Asked for. An eval-runner counts its runs first", "waits for an eval-runner");
    assertThat(ana.post("/evals", fields(form, "judge-tone", "0.50")).location())
        .as("the same form sent twice")
        .isEqualTo(page);

    String batch = runner.take();
    runner.plans(batch, 40, "120000000");
    TestBrowser.Answer planned = ana.get("/evals/" + batch);
    assertThat(planned.element("#plan").text()).isEqualTo("40 runs, judging may cost 0.12 USD");
    assertThat(planned.element("#cost").text()).isEqualTo("0.00 USD of 0.50 USD");
    assertThat(
            ana.post("/evals/" + batch + "/confirm", Map.of("csrf", planned.field("csrf")))
                .location())
        .isEqualTo("/evals/" + batch + "?done=confirmed");

    assertThat(runner.take()).isEqualTo(batch);
    runner.tells(batch, 20);
    TestBrowser.Answer running = ana.get("/evals/" + batch);
    assertThat(running.element("progress").attr("value")).isEqualTo("20");
    assertThat(running.element("#counts").text()).isEqualTo("18 scored, 2 unknown, 0 errors");
    assertThat(running.element("#cost").text()).isEqualTo("0.02 USD of 0.50 USD");

    runner.ends(batch, "stopped", "judging has cost $0.5", 30);
    TestBrowser.Answer over = ana.get("/evals/" + batch);
    assertThat(over.element("#state-now").text()).isEqualTo("stopped by a limit");
    assertThat(over.element("#reason").text()).isEqualTo("judging has cost $0.5");
    assertThat(over.page().select("form[action$=cancel]")).isEmpty();
    assertThat(over.element("#history").text())
        .contains("asked for by ana", "counted by runner", "confirmed by ana", "ended by runner");
    assertThat(ana.get("/evals").text()).contains("judge-tone", "30 of 40 runs");
  }

  @Test
  void runningBatch_isCancelledByItsButton() throws Exception {
    TestBrowser ana = people.browser().signedIn("ana", People.PASSWORD);
    runner.take();
    ana.post("/evals", fields(ana.get("/evals"), "answers", ""));
    String batch = runner.take();
    runner.plans(batch, 200, "");
    TestBrowser.Answer page = ana.get("/evals/" + batch);
    assertThat(page.element("#plan").text()).isEqualTo("200 runs, and checks in code cost nothing");
    ana.post("/evals/" + batch + "/cancel", Map.of("csrf", page.field("csrf")));
    assertThat(ana.get("/evals/" + batch).element("#state-now").text())
        .isEqualTo("stops once the part under way is done");
    runner.ends(batch, "stopped", "a person stopped it", 60);
    assertThat(ana.get("/evals/" + batch).element("#state-now").text()).isEqualTo("cancelled");
  }

  @Test
  void personWithoutTheRole_looks_andMayNotAsk() throws Exception {
    TestBrowser eve = people.browser().signedIn("eve", People.PASSWORD);
    TestBrowser.Answer list = eve.get("/evals");
    assertThat(list.text()).contains("one needs the role evals or that of admins");
    assertThat(list.page().select("form[action=/evals]")).isEmpty();
    TestBrowser.Answer sent = eve.post("/evals", fields(list, "answers", "", "request-of-eve"));
    assertThat(sent.status()).isEqualTo(403);
    assertThat(sent.text()).contains("neither role evals nor that of admins");
  }

  @Test
  void formWithAMistake_isToldWhatIsWrong() throws Exception {
    TestBrowser ana = people.browser().signedIn("ana", People.PASSWORD);
    TestBrowser.Answer form = ana.get("/evals");
    assertThat(refused(ana, form, "until", "2026-11-20T00:00"))
        .contains("must be before the last, until");
    assertThat(refused(ana, form, "until", "2027-11-20T00:00")).contains("is not over");
    assertThat(refused(ana, form, "from", "tomorrow")).contains("From is no moment");
    assertThat(refused(ana, form, "budget", "many")).contains("The budget is not an amount");
    assertThat(refused(ana, form, "rate", "fast")).contains("must be a whole number");
    assertThat(refused(ana, form, "definition", "")).contains("Name 1 to 50 definitions");
  }

  @Test
  void withoutAnyRunner_thatIsSaid_andNamesAreWritten() throws Exception {
    people.clock.advance(Duration.ofMinutes(2));
    TestBrowser ana = people.browser().signedIn("ana", People.PASSWORD);
    TestBrowser.Answer page = ana.get("/evals");
    assertThat(page.text()).contains("No eval-runner asked this service for work");
    assertThat(page.page().select("input[type=checkbox]")).isEmpty();
    assertThat(page.element("#definition").attr("name")).isEqualTo("definition");
  }

  @Test
  void part_isTheListAlone_andUnchangedIsSaidSo() throws Exception {
    TestBrowser ana = people.browser().signedIn("ana", People.PASSWORD);
    people.clock.advance(Duration.ofMinutes(2));
    TestBrowser.Answer part = ana.get("/evals?part=1");
    assertThat(part.page().select("#waiting, #stale, #count")).hasSize(3);
    assertThat(part.page().select("form")).isEmpty();
    ana.headers.put("If-None-Match", part.header("ETag"));
    assertThat(ana.get("/evals?part=1").status()).isEqualTo(304);
  }

  private static String refused(TestBrowser who, TestBrowser.Answer form, String name, String text)
      throws Exception {
    Map<String, String> fields = fields(form, "answers", "", "request-" + name + text.length());
    fields.put(name, text);
    TestBrowser.Answer answer = who.post("/evals", fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.text();
  }

  private static Map<String, String> fields(
      TestBrowser.Answer form, String definition, String budget) {
    return fields(form, definition, budget, form.field("request"));
  }

  private static Map<String, String> fields(
      TestBrowser.Answer form, String definition, String budget, String request) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("csrf", form.field("csrf"));
    fields.put("request", request);
    fields.put("definition", definition);
    fields.put("from", "2026-11-25T11:00");
    fields.put("until", "2026-11-26T11:00");
    fields.put("budget", budget);
    fields.put("rate", "");
    return fields;
  }
}
