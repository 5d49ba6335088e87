/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of notices, decided on the log. */
final class Sending {

  private Sending() {}

  /** From now on a channel is told; what was before it is not. */
  static Decision<Boolean> open(Ledger state, String channel) {
    return state.outbox().channel(channel).isPresent()
        ? Decision.of(false)
        : new Decision<>(List.of(OutboxLog.opened(channel)), true);
  }

  /** Whether an instance alone sends, for a while. */
  static Decision<Boolean> claim(
      Ledger state, Instant now, String channel, String instance, Duration time) {
    Channel known = get(state, channel);
    boolean free = known.isFree(now) || known.owner().equals(instance);
    return free
        ? new Decision<>(List.of(OutboxLog.claimed(channel, instance, now.plus(time))), true)
        : Decision.of(false);
  }

  /** A notice was taken. */
  static Decision<Boolean> delivered(Ledger state, String channel, long notice) {
    return get(state, channel).waiting().containsKey(notice)
        ? new Decision<>(List.of(OutboxLog.delivered(channel, notice)), true)
        : Decision.of(false);
  }

  /**
   * A notice that was not taken.
   *
   * @param noticeWait before it is tried again
   * @param channelWait before any is
   */
  record Failure(long notice, Duration noticeWait, Duration channelWait, String why) {}

  /** A notice was not taken. */
  static Decision<Boolean> failed(Ledger state, Instant now, String channel, Failure failure) {
    return get(state, channel).waiting().containsKey(failure.notice())
        ? new Decision<>(
            List.of(
                OutboxLog.failed(
                    channel,
                    failure.notice(),
                    now.plus(failure.noticeWait()),
                    now.plus(failure.channelWait()),
                    failure.why())),
            true)
        : Decision.of(false);
  }

  /** What is older than a time is not tried any more; answers how many. */
  static Decision<Integer> giveUp(Ledger state, Instant now, String channel, Duration age) {
    List<Long> old = get(state, channel).before(now.minus(age));
    return old.isEmpty()
        ? Decision.of(0)
        : new Decision<>(List.of(OutboxLog.givenUp(channel, old)), old.size());
  }

  /**
   * Takes rows that were left out, as too many waited.
   *
   * @param after the place after which they were read
   * @param rows all rows from there on, as many as were read
   */
  static Decision<Boolean> load(Ledger state, String channel, long after, List<Committed> rows) {
    Channel known = get(state, channel);
    if (rows.isEmpty() || known.unread() != after || !known.isToRead()) {
      return Decision.of(false);
    }
    List<Notice> found =
        rows.stream()
            .map(row -> Notices.of(row, state.approvals(), state.budgets()))
            .flatMap(Optional::stream)
            .filter(notice -> isStillTold(state, notice))
            .limit(Channel.MOST_WAITING / 2)
            .toList();
    boolean all = found.size() < Channel.MOST_WAITING / 2;
    long to = all ? rows.get(rows.size() - 1).seq() : found.get(found.size() - 1).seq();
    return new Decision<>(List.of(OutboxLog.loaded(channel, to, found)), true);
  }

  private static boolean isStillTold(Ledger state, Notice notice) {
    return !notice.type().isReminder() || state.outbox().open().containsKey(notice.entity());
  }

  private static Channel get(Ledger state, String channel) {
    return state
        .outbox()
        .channel(channel)
        .orElseThrow(() -> new IllegalStateException("channel " + channel + " is not open"));
  }
}
