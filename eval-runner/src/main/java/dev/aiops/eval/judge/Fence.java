/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.judge.Material.Piece;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps recorded text apart from what we say. Its mark is drawn for one call, so that no text can
 * have it; what looks like a fence is spaced out, and characters that nobody sees are written out.
 *
 * @param mark hexadecimal digits that nobody can guess
 */
record Fence(String mark) {

  private static final Pattern LOOK_ALIKE =
      Pattern.compile("[<\\u2039\\u2329\\u276E\\u3008\\uFE64\\uFF1C]{3,}");

  /** Of format and control, but tab, line end, and the joiners that scripts and emoji need. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Co}\\p{Cs}&&[^\\t\\n\\u200C\\u200D]]");

  String around(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append("<<<").append(mark).append(' ').append(piece.name()).append(">>>\n");
      text.append(harmless(piece.text())).append('\n');
      text.append("<<<").append(mark).append(" end>>>\n\n");
    }
    return text.toString();
  }

  static String harmless(String text) {
    String seen =
        UNSEEN
            .matcher(text.replace("\r\n", "\n"))
            .replaceAll(found -> String.format("[U+%04X]", found.group().codePointAt(0)));
    return LOOK_ALIKE
        .matcher(seen)
        .replaceAll(found -> "< ".repeat(found.group().length()).strip());
  }
}
