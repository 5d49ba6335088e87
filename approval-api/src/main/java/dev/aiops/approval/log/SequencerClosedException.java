/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/** The sequencer was closed. Nothing of this command was done. */
public final class SequencerClosedException extends RuntimeException {

  SequencerClosedException() {
    super("this instance is shutting down: send it to another one");
  }
}
