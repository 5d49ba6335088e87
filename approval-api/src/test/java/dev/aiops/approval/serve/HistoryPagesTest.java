/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was decided: on the page, and as a file. */
@ExtendWith(ClickHouseExtension.class)
class HistoryPagesTest {

  @TempDir static Path directory;

  private static TestDatabase database;
  private static People people;
  private static Decisions decisions;
  private static TestBrowser ben;

  @BeforeAll
  static void start(TestDatabase at) throws Exception {
    database = at;
    people = new People(at.control(), directory);
    decisions = new Decisions(people);
    ben = decisions.signedIn("ben");
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  /** As ben reads it, who signs in again when the clock was moved so far that he has to. */
  private static Answer page(String path) throws Exception {
    Answer page = ben.get(path);
    return page.status() == 303 ? ben.signedIn("ben", People.PASSWORD).get(path) : page;
  }

  private static List<String> rows(Answer page) {
    return page.page().select(".row .open").eachAttr("href").stream()
        .map(href -> href.substring("/approvals/".length()))
        .toList();
  }

  @Test
  void history_saysWhoWhenHowAndWhy() throws Exception {
    String denied = decisions.ask("refund_old", "dora", Decisions.run(), "{\"amount\": 400}");
    String approved = decisions.ask("refund_old", "{\"amount\": 401}");
    String waiting = decisions.ask("refund_old", "{\"amount\": 402}");
    Decisions.decide(decisions.signedIn("ben"), denied, "deny", "not this one");
    people.clock.advance(Duration.ofMinutes(1));
    Decisions.decide(decisions.signedIn("ana"), approved, "approve", "");
    String at = people.clock.instant().toString().replace('T', ' ').replace("Z", " UTC");
    Answer history = page("/history?tool=refund_old");
    assertThat(rows(history)).containsExactly(approved, denied).doesNotContain(waiting);
    assertThat(history.page().select("#row-" + approved).text())
        .contains("approved, not used yet", "approved by ana (password) at " + at);
    assertThat(history.page().select("#row-" + denied).text())
        .contains("asked by dora", "denied by ben (password) at ", ": not this one");
    assertThat(rows(page("/history?tool=refund_old&state=denied"))).containsExactly(denied);
    assertThat(rows(page("/history?tool=refund_old&text=ana"))).containsExactly(approved);
    Answer detail = page("/approvals/" + denied);
    assertThat(detail.page().select("#history li strong").eachText())
        .containsExactly("asked for", "a person answered", "settled");
  }

  @Test
  void history_ofARaise_saysWhoHowAndWhy_andSoDoTheFiles() throws Exception {
    String raise = people.raise("support-live", "a busy day");
    people.deny(raise);
    Answer history = page("/history?kind=raise&text=busy+day");
    assertThat(history.page().select("#decided > li").eachAttr("id"))
        .containsExactly("raise-" + raise);
    assertThat(history.page().select("#decided > li").text())
        .contains(
            "support-live: 1.00 USD more for ", " denied request to raise", "asked by support")
        .contains("denied by ben (password, from 127.0.0.1, roles finance, by a page) at ")
        .contains(": no more today");
    assertThat(rows(page("/history?kind=action&text=busy+day"))).isEmpty();
    assertThat(page("/history?state=APPROVED&text=busy+day").text())
        .contains("None matches the filter.");
    String line =
        page("/history.csv")
            .response()
            .body()
            .lines()
            .filter(row -> row.contains("raise_decided") && row.contains(raise))
            .findFirst()
            .orElseThrow();
    assertThat(line)
        .contains("\"ben\",\"denied\",\"no more today\",\"finance\",\"password\",\"127.0.0.1\"")
        .endsWith("\"page\",\"\",\"\",\"\",\"\"");
    JsonNode body = lastRow("raise_decided").path("body").path("as");
    assertThat(body.toString())
        .isEqualTo(
            "{\"roles\":[\"finance\"],\"auth\":\"password\",\"address\":\"127.0.0.1\",\"channel\":\"page\"}");
  }

  @Test
  void raise_decidedByTheApi_saysThat() throws Exception {
    String raise = people.raise("support-live", "by the API");
    String deny = "{\"approve\": false, \"reason\": \"no\"}";
    people.service.post(people.service.ben, "/v1/raises/" + raise + "/decide", deny);
    assertThat(page("/history?kind=raise&text=by+the+API").text())
        .contains("denied by ben (token, from 127.0.0.1, roles finance, by the API) at ");
  }

  private static JsonNode lastRow(String kind) throws Exception {
    JsonNode all = Contract.JSON.readTree(page("/history.json").response().body());
    return all.path("rows").findParents("seq").stream()
        .filter(row -> row.path("kind").asText().equals(kind))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @Test
  void days_boundTheListAndTheFiles_bothIncluded() throws Exception {
    String early = denied("refund_day", 430);
    String first = day();
    people.clock.advance(Duration.ofDays(1));
    String late = denied("refund_day", 431);
    String second = day();
    assertThat(rows(page("/history?tool=refund_day"))).containsExactly(late, early);
    assertThat(rows(page("/history?tool=refund_day&from=" + second))).containsExactly(late);
    assertThat(rows(page("/history?tool=refund_day&to=" + first))).containsExactly(early);
    assertThat(rows(page("/history?tool=refund_day&from=" + first + "&to=" + second))).hasSize(2);
    Answer day = page("/history?tool=refund_day&from=" + second + "&to=" + second);
    assertThat(rows(day)).containsExactly(late);
    assertThat(day.element("#from").attr("value")).isEqualTo(second);
    List<String> files = day.page().select("a[download]").eachAttr("href");
    assertThat(files)
        .containsExactly(
            "/history.csv?from=" + second + "&to=" + second,
            "/history.json?from=" + second + "&to=" + second);
    for (String file : files) {
      assertThat(page(file).response().body()).contains(late).doesNotContain(early);
    }
    assertThat(page("/history.csv?to=" + first).response().body())
        .contains(early)
        .doesNotContain(late);
    assertThat(page("/history.json?from=2099-01-01").response().body())
        .isEqualTo("{\"rows\": [\n], \"complete\": true}\n");
  }

  /** The day of a row is that of UTC: its last millisecond is in, the next one is not. */
  @Test
  void days_endAtMidnightOfUtc() throws Exception {
    Instant midnight = people.clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    people.clock.advance(Duration.between(people.clock.instant(), midnight.minusMillis(1)));
    String before = denied("refund_night", 440);
    String last = day();
    people.clock.advance(Duration.ofMillis(1));
    String after = denied("refund_night", 441);
    assertThat(page("/history.csv?to=" + last).response().body())
        .contains(before)
        .doesNotContain(after);
    assertThat(page("/history.csv?from=" + day()).response().body())
        .contains(after)
        .doesNotContain(before);
    assertThat(rows(page("/history?tool=refund_night&to=" + last))).containsExactly(before);
  }

  @Test
  void days_thatAreNone_areRefusedWithWhatToWrite() throws Exception {
    for (String path : List.of("/history", "/history.csv", "/history.json")) {
      Answer wrong = page(path + "?from=2026-13-01");
      assertThat(wrong.status()).as(path).isEqualTo(400);
      assertThat(wrong.text())
          .contains("from is no day: 2026-13-01", "write a day of UTC as 2026-11-26");
      Answer turned = page(path + "?from=2026-11-27&to=2026-11-26");
      assertThat(turned.status()).isEqualTo(400);
      assertThat(turned.text()).contains("The first day, 2026-11-27, is after the last");
      assertThat(page(path + "?to=%3Cb%3E").text()).contains("to is no day: <b>");
      assertThat(page(path + "?to=%2B999999999-12-31").status()).isEqualTo(400);
    }
    assertThat(page("/history?from=&to=").status()).as("an empty form").isEqualTo(200);
  }

  private static String denied(String tool, int amount) throws Exception {
    String id = decisions.ask(tool, "{\"amount\": " + amount + "}");
    Decisions.decide(decisions.signedIn("ben"), id, "deny", "no");
    return id;
  }

  private static String day() {
    return people.clock.instant().toString().substring(0, 10);
  }

  @Test
  void history_ofWhatExpired_isThere() throws Exception {
    String id = decisions.ask("refund_late", "{\"amount\": 410}");
    people.clock.advance(Duration.ofHours(9));
    ApiTest.await(() -> stateOf(id).equals("EXPIRED"));
    assertThat(page("/history?tool=refund_late").page().select("#row-" + id).text())
        .contains("expired");
    assertThat(page("/approvals/" + id).text()).contains("nobody decided in time");
  }

  private static String stateOf(String id) {
    try {
      return decisions.state(id);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void export_isForThoseWhoDecide() throws Exception {
    TestBrowser eve = decisions.signedIn("eve");
    assertThat(eve.get("/history").page().select("a[download]")).isEmpty();
    for (String path : List.of("/history.csv", "/history.json")) {
      Answer refused = eve.get(path);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("The audit is for those who decide, and for admins");
    }
    assertThat(page("/history").page().select("a[download]").eachAttr("href"))
        .containsExactly("/history.csv", "/history.json");
  }

  @Test
  void export_asCsv_hasEveryDecision_andNoFormula() throws Exception {
    String id = decisions.ask("refund", "=cmd|' /C calc'!A0", Decisions.run(), "{\"amount\": 420}");
    Decisions.decide(
        decisions.signedIn("ben"), id, "deny", "=HYPERLINK(\"http://evil\"),\n\u202Ex");
    Answer csv = page("/history.csv");
    assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(csv.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"approvals.csv\"");
    String body = csv.response().body();
    assertThat(body).startsWith("\"seq\",\"at\",\"kind\",\"entity\"");
    List<String> lines = body.lines().filter(line -> line.contains(id)).toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains("\"approval_requested\"", "\"'=cmd|' /C calc'!A0\"", "\"{\"\"amount\"\":420}\"");
    assertThat(lines.get(1))
        .contains("\"approval_decided\"", "\"ben\",\"deny\",\"'=HYPERLINK(\"\"http://evil\"\"),");
    assertThat(body).contains("[U+202E]x\",\"finance\",\"password\",\"127.0.0.1\"");
    assertThat(body)
        .contains("\"page\",\"\",\"1\",\"" + Secret.sha256("{\"amount\":420}") + "\",\"");
  }

  @Test
  void export_asJson_isTheLogsOwn() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 421}");
    Decisions.decide(decisions.signedIn("ben"), id, "approve", "fine");
    Answer json = page("/history.json");
    assertThat(json.header("Content-Type")).startsWith("application/json");
    JsonNode all = Contract.JSON.readTree(json.response().body());
    assertThat(all.path("complete").asBoolean()).isTrue();
    List<JsonNode> rows =
        all.path("rows").findParents("seq").stream()
            .filter(row -> row.path("entity").asText().equals(id))
            .collect(Collectors.toList());
    assertThat(rows.stream().map(row -> row.path("kind").asText()))
        .containsExactly("approval_requested", "approval_decided", "approval_settled");
    JsonNode vote = rows.get(1).path("body").path("vote");
    assertThat(vote.path("by").asText() + vote.path("auth").asText() + vote.path("reason").asText())
        .isEqualTo("benpasswordfine");
    assertThat(rows.get(1).path("hash").asText())
        .isEqualTo(
            database.ask("SELECT hash FROM control_log WHERE seq = " + rows.get(1).path("seq")));
  }
}
