/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

/** What comes of a label that somebody gives. */
public sealed interface LabelReply {

  /** It is kept. */
  record Kept(Label label) implements LabelReply {}

  /** It is not. */
  record Rejected(Problem problem, String text) implements LabelReply {}

  /** Which rule was broken. */
  enum Problem {
    FORBIDDEN,
    NO_SUCH_RUN,
    NO_SUCH_CRITERION
  }
}
