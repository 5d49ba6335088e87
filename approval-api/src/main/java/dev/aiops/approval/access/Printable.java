/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.util.regex.Pattern;

/** Text from outside on one line of a log. */
final class Printable {

  private static final Pattern HIDDEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final int MOST = 300;

  private Printable() {}

  static boolean is(String text) {
    return !HIDDEN.matcher(text).find();
  }

  static String of(String text) {
    String cut = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    return HIDDEN.matcher(cut).replaceAll("?");
  }
}
