/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.util.List;

/** The control log's rows about decisions. */
@FunctionalInterface
public interface Audit {

  /**
   * A row, as it stands in the log.
   *
   * @param at as text, UTC
   * @param body a JSON object
   * @param hash by which {@code verify} finds a change
   */
  record Row(
      long seq,
      String at,
      String kind,
      String entity,
      String stateAfter,
      String actor,
      String body,
      String hash) {}

  /**
   * The rows after one, in order.
   *
   * @param days of which rows are wanted
   * @param limit how many at most
   * @throws AuditUnreadableException where the log cannot be read now
   */
  List<Row> after(long seq, Days days, int limit);

  /** The log cannot be read now. */
  final class AuditUnreadableException extends RuntimeException {

    public AuditUnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
