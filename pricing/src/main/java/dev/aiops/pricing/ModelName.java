/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spellings under which a model is looked up, the given one first. */
final class ModelName {

  private static final Pattern COMPACT_DATE =
      Pattern.compile("-(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=-|:|$)");
  private static final String PATH = "models/";

  private ModelName() {}

  static List<String> spellings(String name) {
    List<String> spellings = new ArrayList<>(4);
    addWithDashedDate(spellings, name);
    int path = name.lastIndexOf(PATH); // models/x, publishers/google/models/x
    if (path == 0 || (path > 0 && name.charAt(path - 1) == '/')) {
      addWithDashedDate(spellings, name.substring(path + PATH.length()));
    }
    return spellings;
  }

  private static void addWithDashedDate(List<String> spellings, String name) {
    spellings.add(name);
    String dashed =
        COMPACT_DATE
            .matcher(name)
            .replaceAll(found -> Matcher.quoteReplacement(dashed(found.group())));
    if (!dashed.equals(name)) {
      spellings.add(dashed);
    }
  }

  private static String dashed(String compact) {
    int year = Integer.parseInt(compact.substring(1, 5));
    int month = Integer.parseInt(compact.substring(5, 7));
    int day = Integer.parseInt(compact.substring(7, 9));
    try {
      return "-" + LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return compact;
    }
  }
}
