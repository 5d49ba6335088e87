/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * All that the log says about approvals. Immutable. Those that ended are forgotten once ten
 * thousand others ended after them; their rows stay in the log.
 *
 * @param all by id
 * @param byTime all, by when they were asked for
 * @param pending those that wait, by when they were asked for
 * @param due those to which something happens by itself, by when it does
 * @param ended by when they ended
 * @param names which approval a request, and which an action, finds again
 * @param pendingByRun how many actions of each run wait; a run of which none does is not in it
 * @param pendingSize what the arguments of those that wait take, in characters
 * @param counts how often each thing happened, by its name
 */
public record Approvals(
    PMap<String, Approval> all,
    TreePMap<Place, String> byTime,
    TreePMap<Place, String> pending,
    TreePMap<Place, String> due,
    TreePMap<Place, String> ended,
    PMap<String, String> names,
    PMap<String, Integer> pendingByRun,
    long pendingSize,
    PMap<String, Long> counts) {

  /** Before the first row. */
  public static final Approvals EMPTY =
      new Approvals(
          HashTreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          0,
          HashTreePMap.empty());

  private static final int ENDED_KEPT = 10_000;

  /** One approval, if it is known. */
  public Optional<Approval> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  Approval get(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no row asked for " + id));
  }

  /** How often something happened, by its name. */
  public long count(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** How many actions of a run wait. */
  int pendingOf(String run) {
    return pendingByRun.getOrDefault(run, 0);
  }

  Optional<Approval> named(String name) {
    return Optional.ofNullable(names.get(name)).flatMap(this::find);
  }

  Approvals counted(String what) {
    return new Approvals(
        all,
        byTime,
        pending,
        due,
        ended,
        names,
        pendingByRun,
        pendingSize,
        counts.plus(what, count(what) + 1));
  }

  /** With an approval in the place of what it was. */
  Approvals with(Approval next) {
    Approval before = all.get(next.id());
    Approvals changed =
        new Approvals(
            all.plus(next.id(), next),
            byTime.plus(asked(next), next.id()),
            moved(pending, before, next, Approvals::pendingPlace),
            moved(due, before, next, Approvals::duePlace),
            moved(ended, before, next, Approvals::endedPlace),
            Names.of(names, before, next),
            pendingByRun(before, next),
            pendingSize + size(next) - (before == null ? 0 : size(before)),
            counts);
    return changed.ended.size() > ENDED_KEPT ? changed.forgotten() : changed;
  }

  private Approvals forgotten() {
    Approval oldest = get(ended.firstEntry().getValue());
    return new Approvals(
        all.minus(oldest.id()),
        byTime.minus(asked(oldest)),
        pending,
        due,
        ended.minusFirstEntry(),
        Names.without(names, oldest),
        pendingByRun,
        pendingSize,
        counts);
  }

  private PMap<String, Integer> pendingByRun(@Nullable Approval before, Approval next) {
    int more = waits(next) - (before == null ? 0 : waits(before));
    String run = next.asked().run();
    int count = pendingOf(run) + more;
    return count == 0 ? pendingByRun.minus(run) : pendingByRun.plus(run, count);
  }

  private static int waits(Approval approval) {
    return approval.state() == ApprovalState.PENDING ? 1 : 0;
  }

  private interface Placing {
    @Nullable Place of(Approval approval);
  }

  private static TreePMap<Place, String> moved(
      TreePMap<Place, String> list, @Nullable Approval before, Approval next, Placing placing) {
    Place from = before == null ? null : placing.of(before);
    Place to = placing.of(next);
    TreePMap<Place, String> without = from == null || from.equals(to) ? list : list.minus(from);
    return to == null ? without : without.plus(to, next.id());
  }

  private static Place asked(Approval approval) {
    return new Place(approval.asked().at(), approval.id());
  }

  private static @Nullable Place pendingPlace(Approval approval) {
    return approval.state() == ApprovalState.PENDING ? asked(approval) : null;
  }

  private static @Nullable Place duePlace(Approval approval) {
    return place(approval.dueAt(), approval);
  }

  private static @Nullable Place endedPlace(Approval approval) {
    return place(approval.endedAt(), approval);
  }

  private static @Nullable Place place(@Nullable Instant at, Approval approval) {
    return at == null ? null : new Place(at, approval.id());
  }

  private static long size(Approval approval) {
    return approval.state() == ApprovalState.PENDING ? approval.asked().size() : 0;
  }
}
