/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/** What became of a request. */
sealed interface Reply {

  /**
   * The server did it.
   *
   * @param body what it answered
   */
  record Accepted(String body) implements Reply {}

  /** The server, or something before it, said no. */
  record Refused(Refusal refusal) implements Reply {}

  /** The request never reached a server. */
  record NotSent(String reason) implements Reply {}

  /** The request may have been done: the answer did not arrive. */
  record Lost(String reason) implements Reply {}

  /** It could not be sent whole: its file cannot be read. */
  record Unreadable(String reason) implements Reply {}
}
