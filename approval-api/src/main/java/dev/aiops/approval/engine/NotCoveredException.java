/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

/** A process asked for money of a budget that covers none of its calls. */
public final class NotCoveredException extends RuntimeException {

  NotCoveredException(Draw draw) {
    super(
        "budget %s covers no call of service '%s', environment '%s', team '%s'"
            .formatted(draw.request().budget(), draw.service(), draw.environment(), draw.team()));
  }
}
