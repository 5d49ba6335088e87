/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;

/**
 * One way of telling people, as the log has it. Immutable.
 *
 * @param waiting what is not delivered yet, by the place of its row; the first thousand
 * @param owner the instance that sends now; empty before the first did
 * @param until when another may
 * @param failures attempts in a row that failed
 * @param notBefore when the next may be made
 * @param unread the place after which rows were not taken, as too many waited; negative without
 * @param newest the last row that was not taken
 * @param delivered how many were, since the channel was opened, as the next two
 */
public record Channel(
    TreePMap<Long, Waiting> waiting,
    String owner,
    Instant until,
    int failures,
    Instant notBefore,
    long unread,
    long newest,
    long delivered,
    long failed,
    long givenUp) {

  static final int MOST_WAITING = 1_000;
  private static final long NONE = -1;

  static final Channel OPENED =
      new Channel(TreePMap.empty(), "", Instant.EPOCH, 0, Instant.EPOCH, NONE, NONE, 0, 0, 0);

  /** When the oldest row was written that is not delivered. */
  public Optional<Instant> oldest() {
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(waiting.firstEntry().getValue().notice().at());
  }

  boolean isHeldBy(String instance, Instant at) {
    return owner.equals(instance) && at.isBefore(until);
  }

  boolean isFree(Instant now) {
    return !now.isBefore(until);
  }

  /** Whether rows that were left out can be taken now. */
  boolean isToRead() {
    return unread != NONE && waiting.size() <= MOST_WAITING / 2;
  }

  /** The one to be tried now: that tried least, so that one nobody takes holds up no other. */
  Optional<Waiting> next(Instant now) {
    return now.isBefore(notBefore)
        ? Optional.empty()
        : waiting.values().stream()
            .filter(one -> !now.isBefore(one.notBefore()))
            .min(Comparator.comparingInt(Waiting::attempts));
  }

  /** Those of before a time, some hundreds of them. */
  List<Long> before(Instant time) {
    return waiting.values().stream()
        .map(Waiting::notice)
        .takeWhile(notice -> notice.at().isBefore(time))
        .map(Notice::seq)
        .toList();
  }

  Channel with(Notice notice) {
    boolean full = unread != NONE || waiting.size() >= MOST_WAITING;
    return full
        ? leaving(unread == NONE ? notice.seq() - 1 : unread, notice.seq())
        : put(superseded(notice).plus(notice.seq(), Waiting.of(notice)));
  }

  /** Of one that is decided, or told again, nobody needs an earlier reminder. */
  private TreePMap<Long, Waiting> superseded(Notice by) {
    TreePMap<Long, Waiting> left = waiting;
    for (Waiting one : waiting.values()) {
      boolean same = one.notice().entity().equals(by.entity());
      left = same && one.notice().type().isReminder() ? left.minus(one.notice().seq()) : left;
    }
    return left;
  }

  /** Rows up to a place were read again. */
  Channel loaded(long to, List<Notice> found) {
    Channel taken = leaving(newest > to ? to : NONE, newest);
    TreePMap<Long, Waiting> more = waiting;
    for (Notice notice : found) {
      more = more.plus(notice.seq(), Waiting.of(notice));
    }
    return taken.put(more);
  }

  Channel claimed(String by, Instant end) {
    return new Channel(
        waiting, by, end, failures, notBefore, unread, newest, delivered, failed, givenUp);
  }

  Channel delivered(long seq) {
    return new Channel(
        waiting.minus(seq),
        owner,
        until,
        0,
        Instant.EPOCH,
        unread,
        newest,
        delivered + 1,
        failed,
        givenUp);
  }

  Channel failed(long seq, Instant noticeAgain, Instant channelAgain) {
    Waiting one = waiting.get(seq);
    return new Channel(
        one == null ? waiting : waiting.plus(seq, one.failed(noticeAgain)),
        owner,
        until,
        failures + 1,
        channelAgain,
        unread,
        newest,
        delivered,
        failed + 1,
        givenUp);
  }

  Channel givenUp(Collection<Long> seqs) {
    return new Channel(
        waiting.minusAll(seqs),
        owner,
        until,
        failures,
        notBefore,
        unread,
        newest,
        delivered,
        failed,
        givenUp + seqs.size());
  }

  private Channel leaving(long after, long last) {
    return new Channel(
        waiting, owner, until, failures, notBefore, after, last, delivered, failed, givenUp);
  }

  private Channel put(TreePMap<Long, Waiting> next) {
    return new Channel(
        next, owner, until, failures, notBefore, unread, newest, delivered, failed, givenUp);
  }
}
