/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

/** Ends a request with a page that says why and what to do. */
final class PageException extends RuntimeException {

  private final int status;
  private final String remedy;

  PageException(int status, String message, String remedy) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }

  int status() {
    return status;
  }

  String remedy() {
    return remedy;
  }
}
