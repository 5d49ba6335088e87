/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Json;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What rows of the control log say about batches of evals. */
public final class BatchLog {

  private static final Map<String, Class<? extends BatchEvent>> KINDS =
      Map.of(
          "eval_batch_requested",
          BatchEvent.Requested.class,
          "eval_batch_claimed",
          BatchEvent.Claimed.class,
          "eval_batch_planned",
          BatchEvent.Planned.class,
          "eval_batch_confirmed",
          BatchEvent.Confirmed.class,
          "eval_batch_progressed",
          BatchEvent.Progressed.class,
          "eval_batch_stopping",
          BatchEvent.Stopping.class,
          "eval_batch_ended",
          BatchEvent.Ended.class);

  private static final Map<Class<? extends BatchEvent>, String> NAMES =
      KINDS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private BatchLog() {}

  /** The kinds of rows that {@link #apply} takes. */
  public static Set<String> kinds() {
    return KINDS.keySet();
  }

  /**
   * The state after a row.
   *
   * @throws IllegalArgumentException if a field of its body is not known
   * @throws IllegalStateException if it does not follow from the rows before
   */
  public static EvalBatches apply(EvalBatches state, Committed row) {
    Class<? extends BatchEvent> type = KINDS.get(row.entry().kind());
    if (type == null) {
      throw new IllegalArgumentException("no row of a batch: " + row.entry().kind());
    }
    return Json.read(row.entry().body(), type).on(state);
  }

  /** The row of an event that leads to a state. */
  static Entry entry(BatchEvent event, EvalBatches after) {
    String state = after.get(event.batch()).state().name();
    return new Entry(kind(event), event.batch(), state, null, event.by(), Json.text(event));
  }

  /** A batch with what happened to it. Progress is many rows, and each says it anew. */
  static EvalBatch noted(BatchEvent event, EvalBatch after) {
    return event instanceof BatchEvent.Progressed
        ? after
        : after.noted(
            new BatchNote(
                event.at(), kind(event), event.by(), after.state(), event.text(), event.as()));
  }

  private static String kind(BatchEvent event) {
    return Objects.requireNonNull(NAMES.get(event.getClass()), "every event has a kind");
  }
}
