/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Figures of things, none of them where there is nothing to count. */
public final class Exact {

  private Exact() {}

  /** The value below which a share of them lies, taken from among them. */
  public static <T> Optional<Object> quantile(
      double level, Collection<T> of, Function<T, Double> value) {
    List<Double> sorted = of.stream().map(value).sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(sorted.get(Math.min((int) (level * sorted.size()), sorted.size() - 1)));
  }

  /** A part of a whole; none of nothing. */
  public static Optional<Object> share(long part, long whole) {
    return of((double) part, whole);
  }

  /** What falls on each of a number of things; nothing where there are none. */
  public static Optional<Object> of(double all, long things) {
    return things == 0 ? Optional.empty() : Optional.of(all / things);
  }

  /** The sum of what is known; none where nothing is. */
  public static Optional<BigDecimal> money(Stream<Optional<BigDecimal>> amounts) {
    return amounts.flatMap(Optional::stream).reduce(BigDecimal::add);
  }

  /** The sum of what is known; none where nothing is. */
  public static Optional<Long> sum(Stream<Optional<Long>> numbers) {
    return numbers.flatMap(Optional::stream).reduce(Long::sum);
  }

  /** How many there are. */
  public static <T> long count(Collection<T> of, Predicate<T> which) {
    return of.stream().filter(which).count();
  }
}
