/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

/**
 * How a call or a run ended.
 *
 * @param outcome of a run ok, error, cancelled, lost, running or waiting_approval; of a call ok,
 *     error, cancelled, abandoned, cut or refused
 * @param errorType class of the error; empty without one
 * @param errorMessage its message; empty without one
 */
public record Ending(String outcome, String errorType, String errorMessage) {

  /** An end without an error. */
  public static final Ending OK = new Ending("ok", "", "");

  /** Whether it ended as it should. */
  public boolean isOk() {
    return outcome.equals("ok");
  }

  /** Whether a run is over, by its own word or because its process is gone. */
  public boolean isOver() {
    return !outcome.equals("running") && !outcome.equals("waiting_approval");
  }
}
