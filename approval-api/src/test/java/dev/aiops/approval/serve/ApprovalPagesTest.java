/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.Secret;
import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people read of approvals that wait: the queue, and one of them whole. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalPagesTest {

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
  void queue_isByRiskThenByAge() throws Exception {
    String first = decisions.ask("refund_order", "{\"amount\": 101, \"batch\": \"by-risk\"}");
    people.clock.advance(Duration.ofMinutes(2));
    String second = decisions.ask("refund_order", "{\"amount\": 102, \"batch\": \"by-risk\"}");
    String critical = decisions.ask("delete_order", "{\"batch\": \"by-risk\"}");
    people.clock.advance(Duration.ofMinutes(65));
    Answer queue = page("/?text=by-risk");
    assertThat(rows(queue)).containsExactly(critical, first, second);
    assertThat(queue.page().select("#row-" + critical + " .badge").text()).isEqualTo("critical");
    assertThat(queue.page().select("#row-" + first).text())
        .contains("refund_order", "helper in support-chat, production", "asked by unknown")
        .contains("rule large-refunds", "waiting for 1 h 7 min", "expires in 6 h 53 min");
    assertThat(queue.page().select("#count").text())
        .matches("[0-9]+ actions wait, [0-9]+ critical");
  }

  @Test
  void queue_hasActionsAndRaisesInOneOrder_andEitherKindAlone() throws Exception {
    String first = decisions.ask("refund_one", "{\"amount\": 110, \"batch\": \"one-order\"}");
    people.clock.advance(Duration.ofMinutes(2));
    String raise = people.raise("support-live", "one-order, please");
    people.clock.advance(Duration.ofMinutes(2));
    String last = decisions.ask("refund_one", "{\"amount\": 111, \"batch\": \"one-order\"}");
    String critical = decisions.ask("delete_order", "{\"batch\": \"one-order\"}");
    Answer queue = page("/?text=one-order");
    assertThat(all(queue))
        .containsExactly("row-" + critical, "row-" + first, "raise-" + raise, "row-" + last);
    assertThat(queue.page().getElementsByAttributeValue("id", "raise-" + raise).text())
        .contains("request to raise a cap · waiting for 2 min", "one-order, please");
    assertThat(queue.page().select("#count").text()).endsWith("; 1 request to raise a cap");
    assertThat(all(page("/?kind=raise&text=one-order"))).containsExactly("raise-" + raise);
    assertThat(all(page("/?kind=action&text=one-order")))
        .hasSize(3)
        .doesNotContain("raise-" + raise);
    assertThat(all(page("/?kind=raise&text=no-such-text"))).isEmpty();
    assertThat(all(page("/?text=" + raise))).containsExactly("raise-" + raise);
    assertThat(all(page("/?tool=refund_one&text=one-order"))).as("a raise has no tool").hasSize(2);
    assertThat(page("/?kind=raise").page().select("#kind option[selected]").text())
        .isEqualTo("requests to raise a cap");
    people.deny(raise);
  }

  /** Ids of all that the queue shows, in its order. */
  private static List<String> all(Answer page) {
    return page.page().select("#waiting .queue > li").eachAttr("id");
  }

  @Test
  void queue_isFiltered() throws Exception {
    String mine =
        decisions.ask(
            "refund_card", "carla", Decisions.run(), "{\"amount\": 103, \"x\": \"[Z] 50%\"}");
    decisions.ask("refund_other", "{\"amount\": 103}");
    for (String query :
        List.of(
            "tool=fund_CARD",
            "tool=refund_card&service=support&rule=large",
            "text=carla",
            "text=%5Bz%5D+50%25",
            "tool=refund_card&state=pending",
            "text=" + mine)) {
      assertThat(rows(page("/?" + query))).as(query).containsExactly(mine);
    }
    for (String query :
        List.of(
            "tool=refund_card&service=research", "text=no-such-text", "rule=payout&tool=card")) {
      Answer none = page("/?" + query);
      assertThat(rows(none)).as(query).isEmpty();
      assertThat(none.text()).contains("None matches the filter.");
    }
    Decisions.decide(decisions.signedIn("ben"), mine, "approve", "");
    assertThat(rows(page("/?tool=refund_card"))).isEmpty();
    assertThat(rows(page("/?tool=refund_card&state=APPROVED"))).containsExactly(mine);
  }

  @Test
  void queue_hasPages() throws Exception {
    for (int i = 0; i < 51; i++) {
      decisions.ask("refund_page", "{\"amount\": 200, \"i\": " + i + "}");
    }
    Answer first = page("/?tool=refund_page");
    assertThat(rows(first)).hasSize(50);
    assertThat(first.text()).contains("1 to 50 of 51 that match the filter");
    Answer second = page(first.page().select("a[rel=next]").attr("href"));
    assertThat(rows(second)).hasSize(1).doesNotContainAnyElementsOf(rows(first));
    assertThat(second.page().select("a[rel=prev]").attr("href")).isEqualTo("/?tool=refund_page");
    assertThat(second.page().select("a[rel=next]")).isEmpty();
    assertThat(rows(page("/?tool=refund_page&page=99"))).isEmpty();
    assertThat(rows(page("/?tool=refund_page&page=x"))).hasSize(50);
  }

  @Test
  void queue_asPart_isSentOnlyWhereItChanged() throws Exception {
    decisions.ask("refund_part", "{\"amount\": 201}");
    TestBrowser ben = decisions.signedIn("ben");
    Answer part = ben.get("/?tool=refund_part&part=1");
    assertThat(part.status()).isEqualTo(200);
    assertThat(part.response().body()).doesNotContain("<html").contains("refund_part");
    assertThat(part.page().select("#count, #stale, #waiting")).hasSize(3);
    ben.headers.put("If-None-Match", part.header("ETag"));
    Answer same = ben.get("/?tool=refund_part&part=1");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.response().body()).isEmpty();
    decisions.ask("refund_part", "{\"amount\": 202}");
    Answer changed = ben.get("/?tool=refund_part&part=1");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(rows(changed)).hasSize(2);
  }

  @Test
  void queue_worksWithoutScripts_andHasOneOfItsOwn() throws Exception {
    Answer queue = page("/");
    assertThat(queue.page().select("script").eachAttr("src"))
        .singleElement()
        .asString()
        .startsWith("/assets/aiops.js?v=");
    assertThat(queue.page().select("script").html()).as("nothing inline").isEmpty();
    for (Element field : queue.page().select("form input:not([type=hidden]), select, textarea")) {
      assertThat(queue.page().select("label[for=" + field.id() + "]")).as(field.id()).hasSize(1);
    }
    Answer script = page(queue.page().select("script").attr("src"));
    assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.response().body()).doesNotContain("/decide");
  }

  @Test
  void detail_showsAllThatWillRun() throws Exception {
    String blob = "0123456789".repeat(60);
    String arguments =
        "{\"amount\": 300.5, \"lines\": [{\"sku\": \"a\\nb\", \"n\": 2}, null], \"empty\": {},"
            + " \"flag\": true, \"text\": \"true\", \"blob\": \""
            + blob
            + "\", \"pay\\u202e\": \"x\\u0000y\"}";
    String run = Decisions.run();
    String id = decisions.ask("refund", "dora", run, arguments);
    String other = decisions.ask("refund", "dora", run, "{\"amount\": 301}");
    people.clock.advance(Duration.ofMinutes(5));
    Answer page = page("/approvals/" + id);
    assertThat(page.page().select("#arguments .key").eachText())
        .contains("amount", "lines", "[0]", "[1]", "sku", "n", "empty", "flag", "pay[U+202E]");
    String shown = page.page().select("#arguments").text();
    assertThat(shown)
        .contains("amount number 300.5", "lines list, 2 values", "sku text a b", "n number 2")
        .contains("[1] null null", "empty object, 0 fields", "flag boolean true", "text text true")
        .contains("pay[U+202E] text x[U+0000]y")
        .contains("blob text, 600 characters, SHA-256 " + Secret.sha256(blob));
    assertThat(page.page().select("#arguments pre").text()).isEqualTo(blob);
    assertThat(page.text())
        .contains("Asked by dora", "Rule large-refunds: one person must approve, with role finance")
        .contains("Agent helper", "Service support-chat", "Environment production", "Team unknown")
        .contains("Run " + run, "5 min ago", "Unknown: the agent did not say.")
        .contains("A person declined this refund.");
    assertThat(page.page().select("#others ~ ul a").attr("href")).isEqualTo("/approvals/" + other);
    assertThat(page.page().select("a[href^=https]").eachAttr("href"))
        .containsExactly("https://grafana.example/d/aiops-run?var-run=" + run);
    assertThat(page.page().select("#history li").text()).contains("asked for by support");
  }

  @Test
  void detail_saysWhatIsHiddenAndWhy() throws Exception {
    String secret = decisions.askWithInput("refund", "{\"amount\": 310}", "my key is [redacted]");
    assertThat(page("/approvals/" + secret).text())
        .contains("Where [redacted] stands the agent took a secret out before it sent this.");
    String argument = decisions.ask("refund", "{\"amount\": 313, \"iban\": \"to [redacted]\"}");
    Answer inside = page("/approvals/" + argument);
    assertThat(inside.page().select("#arguments .value").eachText()).contains("to [redacted]");
    assertThat(inside.element("section:has(#arguments) .note").text())
        .isEqualTo("Where [redacted] stands the agent took a secret out before it sent this.");
    String withheld =
        decisions.askWithInput("refund", "{\"amount\": 314}", "[withheld: redaction failed]");
    Answer nothing = page("/approvals/" + withheld);
    assertThat(nothing.element("#input").text()).isEqualTo("[withheld: redaction failed]");
    assertThat(nothing.element("section:has(#arguments) .note").text())
        .isEqualTo("The agent sent nothing of it, as it could not take the secrets out.");
    String cut = decisions.askWithInput("refund", "{\"amount\": 311}", "x".repeat(4_096));
    assertThat(page("/approvals/" + cut).text()).contains("It is cut after 4096 characters");
    String plain = decisions.askWithInput("refund", "{\"amount\": 312}", "refund\nplease");
    Answer page = page("/approvals/" + plain);
    assertThat(page.element("#input").wholeText()).isEqualTo("refund\nplease");
    assertThat(page.text())
        .contains("Asked by unknown")
        .doesNotContain("redacted", "The agent sent nothing of it");
    assertThat(page.page().select("section:has(#arguments) .note")).isEmpty();
  }

  @Test
  void detail_showsWhatTheToolsServerSays() throws Exception {
    String hints = "{\"destructive\": true, \"idempotent\": false}";
    String hinted = decisions.askHinted("refund", "{\"amount\": 315}", hints);
    assertThat(page("/approvals/" + hinted).element("#hints").text())
        .isEqualTo(
            "Its server says that it may destroy what is there; the same call again changes more."
                + " Nobody has checked that.");
    String silent = decisions.ask("refund", "{\"amount\": 316}");
    assertThat(page("/approvals/" + silent).page().select("#hints")).isEmpty();
  }

  @Test
  void text_ofOthers_isShownAsItIsAndDoesNothing() throws Exception {
    TestBrowser ben = decisions.signedIn("ben");
    for (String hostile : HostileTest.CORPUS) {
      String json = Contract.JSON.writeValueAsString(hostile);
      String arguments = "{\"amount\": 1000, \"hostile\": " + json + ", " + json + ": 1}";
      String id = decisions.ask("refund", hostile, Decisions.run(), arguments);
      Answer page = Decisions.detail(ben, id);
      assertThat(page.page().select("#arguments .value").stream().map(Element::wholeText))
          .as(hostile)
          .contains(hostile);
      assertThat(page.page().select("#arguments .key").stream().map(Element::wholeText))
          .contains(hostile);
      HostileTest.assertHarmless(page);
      assertThat(Decisions.decide(ben, id, "deny", hostile).status()).isEqualTo(303);
      HostileTest.assertHarmless(Decisions.detail(ben, id));
    }
    HostileTest.assertHarmless(ben.get("/"));
    HostileTest.assertHarmless(ben.get("/history"));
    HostileTest.assertHarmless(ben.get("/history?text=%22%3E%3Csvg%20onload=x%3E"));
  }

  @Test
  void detail_ofDeepArguments_isWhole() throws Exception {
    String deep = "{\"amount\": 320, \"a\": " + "[".repeat(62) + "\"end\"" + "]".repeat(62) + "}";
    Answer page = page("/approvals/" + decisions.ask("refund", deep));
    assertThat(page.page().select("#arguments .value").eachText()).contains("end");
  }

  @Test
  void detail_showsTheRunSoFar() throws Exception {
    String run = Decisions.run();
    span(run, "chat gpt-x", "chat", "'aiops.cost.usd': '0.0025', 'aiops.cost.status': 'priced'");
    span(run, "chat gpt-y", "chat", "'aiops.cost.status': 'unpriced'");
    span(run, "execute_tool <look_up>", "execute_tool", "'gen_ai.tool.name': 'look_up'");
    Answer page = page("/approvals/" + decisions.ask("refund", null, run, "{\"amount\": 330}"));
    assertThat(page.page().select("#cost").text())
        .isEqualTo("at least 0.0025 USD; that of 1 calls is unknown");
    assertThat(page.page().select("#steps li strong").eachText())
        .containsExactly(
            "chat gpt-x in support-chat",
            "chat gpt-y in support-chat",
            "execute_tool <look_up> in support-chat");
    assertThat(page.element("#steps li").text()).contains("took 12 ms", "ok", "0.0025 USD");
  }

  private static void span(String run, String name, String operation, String attributes) {
    database
        .ingest()
        .execute(
            "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanName, ServiceName, Duration,"
                + " SpanAttributes) VALUES (now64(9), 't', toString(generateUUIDv4()), '"
                + name
                + "', 'support-chat', 12000000, {'aiops.run.id': '"
                + run
                + "', 'gen_ai.operation.name': '"
                + operation
                + "', "
                + attributes
                + "})");
  }

  @Test
  void detail_ofARunThatIsNotRecorded_saysSo() throws Exception {
    Answer page = page("/approvals/" + decisions.ask("refund", "{\"amount\": 331}"));
    assertThat(page.page().select("#run-unknown").text())
        .isEqualTo("Not known: nothing is recorded of this run, or not yet.");
    String hostile = "' OR 1=1 --";
    String id = decisions.ask("refund", null, hostile, "{\"amount\": 332}");
    assertThat(page("/approvals/" + id).text()).contains("nothing is recorded of this run");
    String outside = decisions.ask("refund", null, "", "{\"amount\": 333}");
    assertThat(page("/approvals/" + outside).text())
        .contains("The action was asked for outside of a run.");
  }

  @Test
  void detail_whereSpansCannotBeRead_isShownWithoutThem() throws Exception {
    String id = decisions.ask("refund", "{\"amount\": 334}");
    database.admin().execute("RENAME TABLE otel_traces TO otel_traces_away");
    try {
      Answer page = page("/approvals/" + id);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.page().select("#run-unknown").text())
          .isEqualTo("Not known: the records of runs cannot be read now.");
      assertThat(page.page().select("#arguments .value").text()).isEqualTo("334");
    } finally {
      database.admin().execute("RENAME TABLE otel_traces_away TO otel_traces");
    }
  }

  @Test
  void runs_ofAServerThatIsGone_areNotKnown() {
    ClickHouse gone = new ClickHouse(URI.create("http://127.0.0.1:1"), "aiops", "x", "");
    try (Bounded pages = new Bounded("test")) {
      assertThat(new RecordedRuns(gone, pages).find("0123").answered()).isFalse();
    }
  }
}
