/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.log.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What people are to be told, as the log has it. Immutable.
 *
 * @param channels by name
 * @param open what waits for a person, by id
 */
public record Outbox(PMap<String, Channel> channels, PMap<String, Open> open) {

  /** Before the first row. */
  public static final Outbox EMPTY = new Outbox(HashTreePMap.empty(), HashTreePMap.empty());

  /** A raise dies with its day, and no row says so. */
  private static final Duration RAISE_KEPT = Duration.ofDays(2);

  /** A channel, if it was ever opened. */
  public Optional<Channel> channel(String name) {
    return Optional.ofNullable(channels.get(name));
  }

  /**
   * The outbox after a row.
   *
   * @param approvals as they are after it, as the budgets
   */
  public Outbox after(Committed row, Approvals approvals, Budgets budgets) {
    Outbox sent = OutboxLog.apply(this, row);
    return Notices.of(row, approvals, budgets).map(sent::with).orElse(sent);
  }

  Outbox opened(String name) {
    return channels.containsKey(name)
        ? this
        : new Outbox(channels.plus(name, Channel.OPENED), open);
  }

  Outbox changed(String name, UnaryOperator<Channel> change) {
    Channel channel =
        channel(name).orElseThrow(() -> new IllegalStateException("no row opened channel " + name));
    return new Outbox(channels.plus(name, change.apply(channel)), open);
  }

  private Outbox with(Notice notice) {
    PMap<String, Channel> told = channels;
    for (Map.Entry<String, Channel> channel : channels.entrySet()) {
      told = told.plus(channel.getKey(), channel.getValue().with(notice));
    }
    return new Outbox(told, open(notice));
  }

  private PMap<String, Open> open(Notice notice) {
    if (notice.type().isReminder()) {
      Open asked = open.get(notice.entity());
      return asked == null ? open : open.plus(notice.entity(), asked.reminded(notice));
    }
    return notice.type().isNew()
        ? kept(notice).plus(notice.entity(), Open.of(notice))
        : open.minus(notice.entity());
  }

  private PMap<String, Open> kept(Notice opened) {
    PMap<String, Open> kept = open;
    if (opened.raise() != null) {
      Instant oldest = opened.at().minus(RAISE_KEPT);
      for (Map.Entry<String, Open> one : open.entrySet()) {
        boolean over = !one.getValue().ofApproval() && one.getValue().last().isBefore(oldest);
        kept = over ? kept.minus(one.getKey()) : kept;
      }
    }
    return kept;
  }
}
