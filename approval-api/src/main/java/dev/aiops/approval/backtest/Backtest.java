/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Policy;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks what a policy would have done with the model calls of the last days. It reads the log and
 * changes nothing. Calls are read and replayed one by one; memory does not grow with their number.
 *
 * @param at with a user that may read the log; and {@code message_content} where the policy bounds
 *     repeats of a tool
 * @param progress told now and then
 */
public record Backtest(ClickHouse at, Progress progress) {

  /** Most days that can be asked for. */
  public static final int MOST_DAYS = 366;

  /** Hears how far it is. */
  public interface Progress {

    /**
     * It has replayed that many calls, up to that time.
     *
     * @param of how many there are
     */
    void replayed(long calls, long of, Instant upTo);
  }

  /**
   * What is asked.
   *
   * @param file name of the policy's file
   * @param days how many days, today among them; 1 to {@value #MOST_DAYS}
   */
  public record Question(String file, Policy policy, Instant now, int days, Grouping by) {}

  /**
   * What the policy would have refused and saved, for a person to read.
   *
   * @throws LogUnreadableException if the log cannot be read
   */
  public String answer(Question question) {
    Policy policy = question.policy();
    Period period = Period.of(policy, question.now(), question.days());
    ToolUses tools = new ToolUses(at, policy, period);
    Replay replay = new Replay(policy, period.since(), question.by());
    replay(period, tools, replay);
    Optional<RecordedTools.Counts> counts =
        tools.matter() ? Optional.of(new RecordedTools(period).at(at)) : Optional.empty();
    return new Report(question, period, replay.findings(), new Notes(counts, tools.areCut()))
        .text();
  }

  private void replay(Period period, ToolUses tools, Replay replay) {
    List<Slice> slices = new RecordedSlices(period).at(at);
    long of = slices.stream().mapToLong(Slice::calls).sum();
    long done = 0;
    for (Slice slice : slices) {
      tools.readTo(slice.to());
      new RecordedCalls(slice).at(at, call -> take(call, tools, replay));
      done += slice.calls();
      progress.replayed(done, of, slice.to());
    }
  }

  private static void take(Call call, ToolUses tools, Replay replay) {
    tools.upTo(call.at(), replay::take);
    replay.take(call);
  }
}
