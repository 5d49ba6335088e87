/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.provider.ProviderSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Actions of a real agent that a rule holds, with a real control plane and log: one that no rule
 * holds, one approved, one denied, one that nobody has decided when the control plane is killed.
 */
@ExtendWith(ClickHouseExtension.class)
class ApprovalEndToEndIT {

  private static final String POLICY =
      """
      budgets: []
      approvals:
        - {name: lookups, tools: [lookup], when: args.id != "free", approvers: [finance], wait: 60s, on_denial: Not this one.}
        - {name: naps, tools: [slow], approvers: [finance], wait: 0s}
      """;

  private static final ProviderSimulator PROVIDER = ProviderSimulator.start();
  private static final List<String> DECIDED = new ArrayList<>();

  private static Log log;
  private static Outcome free;
  private static Outcome approved;
  private static Outcome denied;
  private static Outcome pending;
  private static JsonNode left;
  private static JsonNode used;
  private static String verified;

  @BeforeAll
  static void call(TestDatabase database, @TempDir Path folder) {
    log = new Log(database);
    Agent agent = Agent.writingTo(database, folder.resolve("spool")).named("held");
    try (ControlPlane control = ControlPlane.start(database, folder.resolve("control"), POLICY);
        ScenarioJvm app =
            ScenarioJvm.under(control.governing(agent, folder.resolve("budgets")), PROVIDER)) {
      free = app.run(lookup("free"));
      approved = decided(app, control, lookup("approved"), true);
      denied = decided(app, control, lookup("denied"), false);
      pending = app.run(calls("naps", "@call slow {\"millis\": 1}"));
      app.finish();
      control.killAndStart();
      left = control.pending();
      used = control.approval(DECIDED.get(0));
      verified = control.verify();
    }
  }

  private static Command lookup(String id) {
    return calls(id, "@call lookup {\"id\": \"" + id + "\"}");
  }

  private static Command calls(String tag, String call) {
    return Command.of("agent.sync", tag).message(call + "\n@then\n@say done");
  }

  private static Outcome decided(
      ScenarioJvm app, ControlPlane control, Command command, boolean approve) {
    app.send(command);
    JsonNode waits = control.firstPending();
    DECIDED.add(waits.get("id").asText());
    control.decide(waits, approve, "so says a test");
    return app.outcome(command);
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @Test
  void runs_goOnWhateverWasDecided() {
    assertThat(List.of(free, approved, denied, pending))
        .allSatisfy(outcome -> assertThat(outcome.text()).isEqualTo("done"));
    assertThat(log.text("SELECT Status, count() FROM runs WHERE ServiceName = 'held' GROUP BY 1"))
        .isEqualTo("ok\t4");
  }

  @Test
  void approved_saysWhoWhenAndHowLongItWaited() {
    Row span = span(DECIDED.get(0));
    assertThat(span.attribute("aiops.approval.state")).isEqualTo("EXECUTED");
    assertThat(span.attribute("aiops.approval.rule")).isEqualTo("lookups");
    assertThat(span.attribute("aiops.approval.decided_by")).isEqualTo("ops");
    assertThat(span.attribute("aiops.approval.decided_at")).startsWith("20");
    assertThat(Double.parseDouble(span.attribute("aiops.approval.wait_seconds"))).isPositive();
    assertThat(span.attribute("error.type")).isEmpty();
    assertThat(used.get("state").asText()).isEqualTo("EXECUTED");
    assertThat(used.get("run_id").asText()).isEqualTo(span.text("RunId"));
  }

  @Test
  void runOfAnActionThatWaited_saysSo() {
    String run = span(DECIDED.get(0)).text("RunId");
    assertThat(
            log.text(
                "SELECT arrayStringConcat(groupArray(Kind), ' ') FROM (SELECT Kind FROM run_events"
                    + " WHERE RunId = '"
                    + run
                    + "' AND Kind != 'heartbeat' ORDER BY EventTime)"))
        .isEqualTo("started waiting_approval resumed ended");
  }

  @Test
  void denied_didNotRun() {
    Row span = span(DECIDED.get(1));
    assertThat(span.attribute("aiops.approval.state")).isEqualTo("DENIED");
    assertThat(span.attribute("error.type")).isEqualTo("approval_denied");
  }

  @Test
  void undecided_waitsOnAfterAKill_andDidNotRun() {
    assertThat(left).hasSize(1);
    assertThat(left.get(0).get("tool").asText()).isEqualTo("slow");
    Row span = span(left.get(0).get("id").asText());
    assertThat(span.attribute("aiops.approval.state")).isEqualTo("PENDING");
    assertThat(span.attribute("error.type")).isEqualTo("approval_pending");
  }

  @Test
  void notHeld_asksNobody() {
    assertThat(
            log.number(
                "SELECT count() FROM otel_traces WHERE SpanName = 'execute_tool lookup' AND"
                    + " SpanAttributes['aiops.approval.id'] = ''"))
        .isEqualTo(1);
  }

  @Test
  void controlLog_hasEveryStep_andIsWhole() {
    assertThat(verified).contains("The control log is whole.");
    assertThat(
            log.text(
                "SELECT arrayStringConcat(groupArray(kind), ' ') FROM (SELECT kind FROM control_log"
                    + " WHERE entity = '"
                    + DECIDED.get(0)
                    + "' ORDER BY seq)"))
        .isEqualTo(
            "approval_requested approval_decided approval_settled approval_consumed"
                + " approval_reported");
  }

  private static Row span(String approval) {
    return log.row(
        "SELECT *, RunId FROM otel_traces WHERE SpanAttributes['aiops.approval.id'] = '"
            + approval
            + "'",
        approval);
  }
}
