/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param shown the page's rows
 * @param total rows of all pages
 * @param first the number of the first row that is shown; 0 where none is
 * @param before the query of the page before; empty where there is none
 * @param after the query of the next page; empty where there is none
 */
record Pager<T>(List<T> shown, int total, int first, String before, String after) {

  static <T> Pager<T> of(List<T> all, Filters filters) {
    int from = Math.min((filters.page() - 1) * Filters.PAGE, all.size());
    int to = Math.min(from + Filters.PAGE, all.size());
    return new Pager<>(
        List.copyOf(all.subList(from, to)),
        all.size(),
        from == to ? 0 : from + 1,
        filters.page() == 1 ? "" : filters.link(filters.page() - 1),
        to == all.size() ? "" : filters.link(filters.page() + 1));
  }

  /** The same page, with rows as they are shown. */
  <R> Pager<R> map(Function<T, R> row) {
    return new Pager<>(shown.stream().map(row).toList(), total, first, before, after);
  }

  String text() {
    return shown.isEmpty()
        ? "0 of " + total
        : first + " to " + (first + shown.size() - 1) + " of " + total;
  }
}
