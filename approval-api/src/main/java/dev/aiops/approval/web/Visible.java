/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.util.Locale;

/**
 * Text of people, apps and models as it is, and not as it wants to look: characters that are not
 * seen, or that turn round or cover those beside them, are written out as {@code [U+202E]}.
 * Escaping for HTML is the templates' and comes after.
 */
public final class Visible {

  private Visible() {}

  /** All of a text; line ends stay. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(code -> append(shown, code));
    return shown.toString();
  }

  /** On one line, and cut after a number of characters, which is then said. */
  public static String line(String text, int most) {
    String flat = text.replace("\r\n", " ").replace('\n', ' ');
    int length = flat.codePointCount(0, flat.length());
    return length <= most
        ? of(flat)
        : of(flat.substring(0, flat.offsetByCodePoints(0, most)))
            + "… ("
            + (length - most)
            + " more characters)";
  }

  private static void append(StringBuilder shown, int code) {
    if (code == '\n' || !isHidden(code)) {
      shown.appendCodePoint(code);
    } else {
      shown.append(String.format(Locale.ROOT, "[U+%04X]", code));
    }
  }

  /** Whether a character is not seen, or changes how others are. */
  static boolean isHidden(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.ENCLOSING_MARK ->
          true;
      case Character.SPACE_SEPARATOR -> code != ' ';
      default -> isBlank(code);
    };
  }

  /** Letters and marks that leave nothing or a space on the page, whatever their category says. */
  private static boolean isBlank(int code) {
    return code == 0x034F
        || code == 0x115F
        || code == 0x1160
        || code == 0x17B4
        || code == 0x17B5
        || code == 0x2800
        || code == 0x3164
        || code == 0xFFA0
        || (code >= 0xFE00 && code <= 0xFE0F)
        || (code >= 0xE0100 && code <= 0xE01EF)
        || (code >= 0x180B && code <= 0x180F);
  }
}
