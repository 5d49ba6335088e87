/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.net.http.HttpRequest;
import java.time.Instant;

/** A receiver, and how it is told. */
interface Target {

  /** Its name in the log and in metrics. */
  String channel();

  /** What it is sent; without a time limit. */
  HttpRequest.Builder request(Notice notice, Instant now);
}
