/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of the pages that are in docs, anew; CONTRIBUTING.md has the command. */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class ScreenshotsTest {

  private static final long MOST_BYTES = 200_000;
  private static final Path TO =
      Path.of(System.getProperty("aiops.screenshots", "target/screenshots"));
  private static final boolean WHOLE = Boolean.getBoolean("aiops.screenshots.whole");
  private static final String RUN = "019ac0de-7a11-7c3e-9b1f-4d5e6f708192";
  private static final String REFUND =
      """
      {"amount": 412.5, "currency": "EUR", "order": "A-9313", "notify": true,
       "lines": [{"sku": "LAMP-3", "quantity": 2}, {"sku": "SHADE-1", "quantity": 1}],
       "message": "We are sorry that the lamps arrived broken. You get your money back."}
      """;
  private static final List<Recorded> RECORDED =
      List.of(
          new Recorded("52", 1840, "chat", chat("0.0031", 1_204, 96)),
          new Recorded(
              "54",
              212,
              "execute_tool find_order",
              "'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'find_order'"),
          new Recorded("55", 2310, "chat", chat("0.0058", 2_411, 188)));

  private static String chat(String cost, int in, int out) {
    return "'gen_ai.operation.name': 'chat', 'aiops.cost.status': 'priced', 'aiops.cost.usd': '"
        + cost
        + "', 'gen_ai.usage.input_tokens': '"
        + in
        + "', 'gen_ai.usage.output_tokens': '"
        + out
        + "'";
  }

  private static final String QUESTION = "My lamp arrived broken. How much do I get back?";
  private static final String ANSWER = "You get 49.90 EUR back, within three days.";

  @TempDir static Path directory;

  private static People people;
  private static Chromium chromium;
  private static String refund;
  private static String run;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people = new People(database.control(), directory);
    chromium = Chromium.start();
    refund = fill(database, new Decisions(people));
    run = JudgedRun.add(database, Decisions.run(), QUESTION, ANSWER).id();
    Files.createDirectories(TO);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    people.close();
  }

  /** A morning at the desk; the action that the pictures show whole. */
  private static String fill(TestDatabase database, Decisions decisions) throws Exception {
    past(decisions);
    decisions.ask("payout", "lena", Decisions.run(), "{\"amount\": 1800, \"to\": \"partner-17\"}");
    people.clock.advance(Duration.ofMinutes(47));
    String shown = refund();
    RECORDED.forEach(step -> record(database, step));
    people.clock.advance(Duration.ofMinutes(3));
    decisions.ask("delete_customer", "tom", Decisions.run(), "{\"customer\": \"C-20114\"}");
    people.raise("support-live", "The sale began; three times as many people ask as usual.");
    people.clock.advance(Duration.ofMinutes(1));
    return shown;
  }

  private static void past(Decisions decisions) throws Exception {
    String run = Decisions.run();
    String given = decisions.ask("refund_order", "carla", run, order("149.9", "A-9214"));
    String denied = decisions.ask("refund_order", "tom", run, order("2400", "A-9150"));
    String deleted = decisions.ask("delete_customer", "lena", run, "{\"customer\": \"C-18233\"}");
    decide("ben", given, "approve", "");
    report(given, decisions.consume(given).body().path("execution").asText());
    people.clock.advance(Duration.ofMinutes(9));
    decide("ida", denied, "deny", "Nobody paid for this order.");
    people.clock.advance(Duration.ofMinutes(4));
    decide("ana", deleted, "approve", "Asked for in writing; identity checked.");
  }

  private static String order(String amount, String order) {
    return "{\"amount\": " + amount + ", \"currency\": \"EUR\", \"order\": \"" + order + "\"}";
  }

  private static void decide(String who, String id, String decision, String reason)
      throws Exception {
    Decisions.decide(people.browser().signedIn(who, People.PASSWORD), id, decision, reason);
  }

  private static void report(String id, String execution) throws Exception {
    String body = ApprovalAgent.outcome(execution, "executed");
    people.service.post(people.service.support, "/v1/approvals/" + id + "/outcome", body);
  }

  private static String refund() throws Exception {
    String plain = ApprovalAgent.request("refund_order", "carla", RUN, REFUND);
    ObjectNode body = (ObjectNode) Contract.JSON.readTree(plain);
    body.put("run_input", "Two of my lamps arrived broken. I want my money back. Order A-9313.");
    return people
        .service
        .post(people.service.support, "/v1/approvals", body.toString())
        .body()
        .path("approval")
        .path("id")
        .asText();
  }

  /** A step of the run: when, how long in milliseconds, what, and its attributes. */
  private record Recorded(String at, int millis, String what, String attributes) {}

  private static void record(TestDatabase database, Recorded step) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanName, ServiceName, Duration,
              SpanAttributes)
            VALUES ('2026-11-26 11:59:%s', 't', '%s', '%s', 'support-chat', %d000000,
              {'aiops.run.id': '%s', %s})
            """
                .formatted(
                    step.at(), step.at(), step.what(), step.millis(), RUN, step.attributes()));
  }

  @Test
  void pictures_ofThePages() throws Exception {
    NewContextOptions desk = Chromium.desk().setViewportSize(1100, 1000);
    try (Screen ben = chromium.signedIn(people, "ben", desk)) {
      shoot(ben.go("/"), "queue");
      shoot(ben.approval(refund), "detail");
      shoot(ben.go("/history"), "history");
      ben.page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      shoot(ben.approval(refund), "dark");
    }
    try (Screen ben = chromium.signedIn(people, "ben", Chromium.phone())) {
      shoot(ben.approval(refund), "phone");
    }
    try (Screen ana = chromium.signedIn(people, "ana", Chromium.phone())) {
      shoot(ana.go("/runs/" + run + "#labels"), "run");
    }
  }

  private static void shoot(Screen screen, String name) throws Exception {
    Path picture = TO.resolve(name + ".png");
    screen.page.screenshot(new ScreenshotOptions().setPath(picture).setFullPage(WHOLE));
    assertThat(Files.size(picture)).as(name).isBetween(10_000L, MOST_BYTES);
  }
}
