/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

/** An answer of a judge that is no verdict; the message goes on after "the judge's answer". */
final class InvalidAnswerException extends RuntimeException {

  InvalidAnswerException(String what) {
    super(what);
  }
}
