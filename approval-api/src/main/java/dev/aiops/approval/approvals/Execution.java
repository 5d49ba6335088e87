/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one use of an approval.
 *
 * @param request the id of the order that took it
 * @param process that took it
 * @param outcomeAt when its outcome was reported; null until then
 * @param errorType of what it failed with; empty where it did not
 */
public record Execution(
    String id,
    String request,
    String host,
    String process,
    Instant at,
    @Nullable Instant outcomeAt,
    String errorType) {

  boolean isOf(String ofRequest, String ofHost, String ofProcess) {
    return request.equals(ofRequest) && host.equals(ofHost) && process.equals(ofProcess);
  }

  Execution reported(String error, Instant when) {
    return new Execution(id, request, host, process, at, when, error);
  }
}
