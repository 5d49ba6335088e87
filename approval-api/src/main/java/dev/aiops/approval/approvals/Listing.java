/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.log.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Finds approvals. */
public final class Listing {

  private Listing() {}

  /**
   * Which are asked for.
   *
   * @param state null is any
   * @param tool null is any, as the next two
   * @param run trace id
   * @param limit how many at most
   * @param after the last one that was seen; null from the beginning
   */
  public record Query(
      @Nullable ApprovalState state,
      @Nullable Glob tool,
      @Nullable Glob service,
      @Nullable String run,
      int limit,
      @Nullable Place after) {

    private boolean isFor(Approval approval) {
      Action action = approval.asked().action();
      return (state == null || approval.state() == state)
          && (tool == null || tool.matches(action.tool()))
          && (service == null || service.matches(action.service()))
          && (run == null || run.equals(approval.asked().run()));
    }
  }

  /**
   * Some of them: those that wait oldest first, others newest first.
   *
   * @param next where to go on; null where there are no more
   */
  public record Page(List<Approval> approvals, @Nullable Place next) {

    /** Copies the list. */
    public Page {
      approvals = List.copyOf(approvals);
    }
  }

  /** One of them. */
  public static Decided<Approvals, ApprovalReply> find(Approvals state, String id, Sight sight) {
    return Replies.on(state, id, sight, Replies::view);
  }

  /** A page of them. */
  public static Page page(Approvals state, Query query) {
    List<Approval> found = new ArrayList<>();
    Place last = null;
    for (Map.Entry<Place, String> entry : from(state, query).entrySet()) {
      Approval approval = state.get(entry.getValue());
      if (query.isFor(approval) && found.size() == query.limit()) {
        return new Page(found, last);
      } else if (query.isFor(approval)) {
        found.add(approval);
        last = entry.getKey();
      }
    }
    return new Page(found, null);
  }

  private static TreePMap<Place, String> from(Approvals state, Query query) {
    Place after = query.after();
    if (query.state() == ApprovalState.PENDING) {
      return after == null ? state.pending() : state.pending().tailMap(after, false);
    }
    TreePMap<Place, String> all = state.byTime();
    return (after == null ? all : all.headMap(after, false)).descendingMap();
  }
}
