/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Held;
import dev.aiops.approval.backtest.RecordedActions.Recorded;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.Policy;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks which recorded tool calls a policy's approvals would have held. It reads the log and changes
 * nothing. A call whose arguments are not known is held by a rule that asks for them, as live.
 */
public record DryRun(ClickHouse at) {

  private static final int MOST_RUNS = 100_000;
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /**
   * What is asked.
   *
   * @param file name of the policy's file
   * @param days how many days, today among them
   */
  public record Question(String file, Policy policy, Instant now, int days) {}

  /** What one rule would have held. */
  private static final class Count {

    private long calls;
    private long blind;
    private final Set<String> runs = new HashSet<>();

    private void add(Recorded call, boolean known) {
      calls++;
      blind += known ? 0 : 1;
      if (runs.size() < MOST_RUNS) {
        runs.add(call.run());
      }
    }
  }

  private static final class Counts {

    private final Policy policy;
    private final Map<String, Count> rules = new LinkedHashMap<>();
    private long calls;

    private Counts(Policy policy) {
      this.policy = policy;
      policy.approvals().forEach(rule -> rules.put(rule.name(), new Count()));
    }

    private void add(Recorded call) {
      calls++;
      Optional<Arguments> arguments = arguments(call.arguments());
      Held held = new Held(action(call, arguments.orElse(NONE)));
      Optional<ApprovalRule> rule =
          arguments.isPresent() ? held.by(policy) : held.whateverTheArguments(policy);
      rule.ifPresent(
          by ->
              rules
                  .computeIfAbsent(by.name(), name -> new Count())
                  .add(call, isKnown(by, arguments)));
    }

    private static boolean isKnown(ApprovalRule rule, Optional<Arguments> arguments) {
      return rule.when() == null || arguments.isPresent();
    }
  }

  private static final Arguments NONE = Arguments.of(JsonNodeFactory.instance.objectNode());

  /**
   * What would have been held, for a person to read.
   *
   * @throws LogUnreadableException if the log cannot be read
   */
  public String answer(Question question) {
    Period period = Period.of(question.policy(), question.now(), question.days());
    Counts counts = new Counts(question.policy());
    new RecordedActions(period).at(at, counts::add);
    return text(question, period, counts);
  }

  private static Action action(Recorded call, Arguments arguments) {
    return new Action(
        call.service(),
        call.environment(),
        call.team(),
        call.agent(),
        call.tool(),
        "",
        call.user().isEmpty() ? null : call.user(),
        arguments,
        null);
  }

  /** Arguments that would be refused as unreadable count as not known. */
  private static Optional<Arguments> arguments(String json) {
    try {
      return json.isEmpty() ? Optional.empty() : Optional.of(Arguments.of(EXACT.readTree(json)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Question question, Period period, Counts counts) {
    long held = counts.rules.values().stream().mapToLong(count -> count.calls).sum();
    long blind = counts.rules.values().stream().mapToLong(count -> count.blind).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        "Approvals of %s, tried on tool calls since %s\n\n"
            .formatted(question.file(), period.since()));
    text.append("It would have held %d of %d recorded tool calls.\n".formatted(held, counts.calls));
    if (blind > 0) {
      text.append(
          "Of these %d count as held because their arguments were not recorded whole"
              .formatted(blind));
      text.append(" (aiops.capture.tool-arguments), and a rule asks for them.\n");
    }
    if (counts.rules.isEmpty()) {
      return text.append("The file has no rule: nothing waits.\n").toString();
    }
    Table table = new Table("", "RULE", "HELD", "RUNS", "ARGUMENTS UNKNOWN");
    counts.rules.forEach(
        (name, count) -> table.add(name, "" + count.calls, runs(count), "" + count.blind));
    return text.append('\n').append(table.text()).toString();
  }

  private static String runs(Count count) {
    return (count.runs.size() >= MOST_RUNS ? "at least " : "") + count.runs.size();
  }
}
