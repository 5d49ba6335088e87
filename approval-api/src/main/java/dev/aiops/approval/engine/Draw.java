/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.budget.GrantRequest;
import dev.aiops.approval.budget.Report;
import java.util.List;

/**
 * A process asks for money and says first how its leases stand, so that what came back meanwhile is
 * counted.
 *
 * @param service of the process; empty if unknown, as are the next two
 */
public record Draw(
    GrantRequest request, String service, String environment, String team, List<Report> reports) {

  /** Copies the reports. */
  public Draw {
    reports = List.copyOf(reports);
  }
}
