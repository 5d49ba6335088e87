/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * All that the log says about batches of evals. Immutable. Those that ended are forgotten once a
 * thousand others were asked for after them; their rows stay in the log.
 *
 * @param all by id
 * @param order ids, as they were asked for
 */
public record EvalBatches(PMap<String, EvalBatch> all, PVector<String> order) {

  /** Before the first row. */
  public static final EvalBatches EMPTY =
      new EvalBatches(HashTreePMap.empty(), TreePVector.empty());

  private static final int KEPT = 1_000;

  /** One batch, if it is known. */
  public Optional<EvalBatch> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** All that are known, newest first. */
  public List<EvalBatch> newest() {
    List<EvalBatch> found = new ArrayList<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      find(order.get(i)).ifPresent(found::add);
    }
    return found;
  }

  /** How many are not over. */
  long open() {
    return all.values().stream().filter(batch -> !batch.state().isOver()).count();
  }

  /** The oldest that an eval-runner may take now; its own, where it left it. */
  Optional<EvalBatch> free(Instant now, String runner) {
    return order.stream()
        .flatMap(id -> find(id).stream())
        .filter(batch -> batch.isFree(now) || batch.isLeftBy(runner))
        .findFirst();
  }

  EvalBatch get(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no row asked for " + id));
  }

  EvalBatches with(EvalBatch batch) {
    PVector<String> asked = all.containsKey(batch.id()) ? order : order.plus(batch.id());
    EvalBatches next = new EvalBatches(all.plus(batch.id(), batch), asked);
    return asked.size() > KEPT ? next.forgotten() : next;
  }

  private EvalBatches forgotten() {
    return order.stream()
        .filter(id -> get(id).state().isOver())
        .findFirst()
        .map(id -> new EvalBatches(all.minus(id), order.minus(id)))
        .orElse(this);
  }
}
