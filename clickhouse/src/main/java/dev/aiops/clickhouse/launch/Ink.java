/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

/**
 * Colours of a terminal, or none.
 *
 * @param colour whether there are any: not in a file or a pipe
 */
record Ink(boolean colour) {

  static final Ink NONE = new Ink(false);

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String CYAN = "36";
  private static final String BOLD = "1";
  private static final String DIM = "2";

  /** A run's status, as short as it reads. */
  String status(String status) {
    return switch (status) {
      case "ok" -> paint(GREEN, status);
      case "error" -> paint(RED, status);
      case "running" -> paint(CYAN, status);
      case "waiting_approval" -> paint(YELLOW, "waiting");
      default -> paint(YELLOW, status);
    };
  }

  String title(String text) {
    return paint(BOLD, text);
  }

  String good(String text) {
    return paint(GREEN, text);
  }

  String bad(String text) {
    return paint(RED, text);
  }

  String notable(String text) {
    return paint(YELLOW, text);
  }

  String quiet(String text) {
    return paint(DIM, text);
  }

  private String paint(String code, String text) {
    return !colour || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
