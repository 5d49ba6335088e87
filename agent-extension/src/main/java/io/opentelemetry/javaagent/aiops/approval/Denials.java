/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.javaagent.aiops.approval.Approvals.Ask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was declined in each run, so that a model that repeats itself is answered here and nobody is
 * asked again. A forgotten one is only asked about once more.
 */
final class Denials {

  private static final int MOST = 1_000;

  private final Map<String, ApprovalView> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ApprovalView> eldest) {
          return size() > MOST;
        }
      };

  synchronized void keep(Ask ask, ApprovalView view) {
    if (!ask.runId().isEmpty()) {
      kept.put(key(ask), view);
    }
  }

  synchronized @Nullable ApprovalView of(Ask ask) {
    return kept.get(key(ask));
  }

  private static String key(Ask ask) {
    return ask.runId() + ' ' + ask.actionHash();
  }
}
