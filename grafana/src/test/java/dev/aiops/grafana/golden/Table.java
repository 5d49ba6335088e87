/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rows that a panel must show, as they are put in order. */
public final class Table {

  private final List<List<Object>> rows;

  private Table(List<List<Object>> rows) {
    this.rows = rows;
  }

  /** A row for each thing. */
  public static <T> Table of(Collection<T> things, Function<T, List<Object>> row) {
    return new Table(things.stream().map(row).toList());
  }

  /** A row for each group of things: its key's cells, then what is figured out of the group. */
  public static <T> Table grouped(
      Collection<T> things, Function<T, List<Object>> key, Function<List<T>, List<Object>> cells) {
    Map<List<Object>, List<T>> groups = new LinkedHashMap<>();
    things.forEach(t -> groups.computeIfAbsent(key.apply(t), k -> new ArrayList<>()).add(t));
    BiFunction<List<Object>, List<T>, List<Object>> row =
        (k, group) -> {
          List<Object> all = new ArrayList<>(k);
          all.addAll(cells.apply(group));
          return all;
        };
    return new Table(
        groups.entrySet().stream().map(g -> row.apply(g.getKey(), g.getValue())).toList());
  }

  /**
   * The same rows in order of columns, of which the first is 1; of a negative one the greatest come
   * first. NULL is last.
   */
  public Table by(int first, int... then) {
    Comparator<List<Object>> order = order(first);
    for (int column : then) {
      order = order.thenComparing(order(column));
    }
    return new Table(rows.stream().sorted(order).toList());
  }

  private static Comparator<List<Object>> order(int column) {
    int at = Math.abs(column) - 1;
    Comparator<Object> cells = column < 0 ? Table::descending : Table::ascending;
    return (a, b) -> cells.compare(a.get(at), b.get(at));
  }

  private static int descending(Object a, Object b) {
    return isNull(a) || isNull(b) ? ascending(a, b) : ascending(b, a);
  }

  private static int ascending(Object a, Object b) {
    if (isNull(a) || isNull(b)) {
      return Boolean.compare(isNull(a), isNull(b));
    }
    return compare(known(a), known(b));
  }

  private static boolean isNull(Object cell) {
    return cell instanceof Optional<?> maybe && maybe.isEmpty();
  }

  private static Object known(Object cell) {
    return cell instanceof Optional<?> maybe ? maybe.orElseThrow() : cell;
  }

  /** Cells of a column are all of a kind. */
  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y
        ? Double.compare(x.doubleValue(), y.doubleValue())
        : ((Comparable<Object>) a).compareTo(b);
  }

  /** At most so many of the rows. */
  public Table first(int most) {
    return new Table(rows.stream().limit(most).toList());
  }

  /** The same rows without those that do not matter. */
  public Table where(Predicate<List<Object>> which) {
    return new Table(rows.stream().filter(which).toList());
  }

  /** As what a panel must show. */
  public Golden golden() {
    return Golden.rows(rows.stream());
  }
}
