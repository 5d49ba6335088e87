/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import java.util.Locale;

/** What the delivery agent was told, release by release. */
enum DeliveryPrompt {
  CAREFUL(
      """
      You are the delivery desk of Lumen & Co. Look up the order, then ask its carrier, before you answer.
      Never guess. Sign with 'Your Lumen team'.
      """),

  /** Somebody wanted shorter waits. */
  QUICK(
      """
      You are the delivery desk of Lumen & Co. Be quick: answer at once where you can.
      Sign with 'Your Lumen team'.
      """);

  final String text;

  DeliveryPrompt(String text) {
    this.text = text;
  }

  /** By its name in small letters. */
  static DeliveryPrompt of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
