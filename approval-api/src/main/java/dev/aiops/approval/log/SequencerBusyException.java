/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/** More commands wait than the sequencer takes. None of this one was done; it may be sent again. */
public final class SequencerBusyException extends RuntimeException {

  SequencerBusyException(int waiting) {
    super(
        "busy: "
            + waiting
            + " commands wait for the control log already. Send it again in a moment.");
  }
}
