/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.LeftCounters;
import io.opentelemetry.javaagent.aiops.budget.LeftCounters.LeftLease;
import io.opentelemetry.javaagent.aiops.control.Answers.LeaseNews;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejection;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Tells the control plane what dead processes on this host left. */
final class Orphans {

  private static final int MOST_LEASES = 100;

  private final Path folder;
  private final ControlPlane plane;
  private final Outages outages;
  private final Deque<LeftCounters> found = new ArrayDeque<>();

  Orphans(Path folder, ControlPlane plane, Outages outages) {
    this.folder = folder;
    this.plane = plane;
    this.outages = outages;
  }

  /** Looks for more. */
  void look() {
    found.addAll(LeftCounters.adopt(folder));
  }

  /** Tells of what was found; what is not answered is told again. */
  void tell(String process) {
    while (!found.isEmpty() && told(process, found.getFirst())) {
      found.removeFirst();
    }
  }

  private boolean told(String process, LeftCounters left) {
    List<LeaseNews> news = new ArrayList<>();
    List<LeftLease> leases = left.leases();
    for (int from = 0; from < leases.size(); from += MOST_LEASES) {
      List<LeftLease> some = leases.subList(from, Math.min(leases.size(), from + MOST_LEASES));
      if (!(outages.heard(plane.adopt(process, some)) instanceof Told<List<LeaseNews>> told)) {
        return false;
      }
      news.addAll(told.value());
    }
    end(left, news);
    return true;
  }

  /** What this token or host may not speak for stays for whoever may. */
  private void end(LeftCounters left, List<LeaseNews> news) {
    boolean foreign = false;
    for (LeaseNews said : news) {
      Rejection error = said.error();
      foreign |= error != null && error.rule().equals("not_holder");
    }
    try {
      if (foreign) {
        left.letGo();
      } else {
        left.done();
      }
    } catch (IOException e) {
      outages.once("a counter file in " + folder + " cannot be removed: " + Http.reason(e));
    }
  }
}
