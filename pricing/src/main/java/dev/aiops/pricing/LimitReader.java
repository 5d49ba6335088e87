/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.LimitTable.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a file of limits. What breaks a rule is told to {@link Problems} and left out. */
final class LimitReader {

  static final long MIN_TOKENS = 16;
  static final long MAX_TOKENS = 1_000_000_000;

  private static final Pattern COUNT = Pattern.compile("\\d{1,10}");
  private static final Pattern FACTOR = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");
  private static final String FORM =
      "write: model NAME context=TOKENS input=TOKENS output=TOKENS fast=FACTOR, at least one of"
          + " them";

  private final Problems problems;
  private final Function<String, @Nullable String> idOf;
  private final Map<String, Map<String, Listed>> read = new HashMap<>();
  private String source = "";

  private LimitReader(Problems problems, Function<String, @Nullable String> idOf) {
    this.problems = problems;
    this.idOf = idOf;
  }

  /**
   * Reads {@code text}.
   *
   * @param idOf the catalogue's id of the provider that a name means; null for nobody's
   */
  static LimitTable read(String text, Problems problems, Function<String, @Nullable String> idOf) {
    LimitReader reader = new LimitReader(problems, idOf);
    EntryReader.read(text, problems).forEach(reader::root);
    return new LimitTable(reader.source, reader.read);
  }

  private void root(Entry entry) {
    switch (entry.word()) {
      case "source" -> source = entry.rest().replace(' ', '-');
      case "provider" -> provider(entry);
      default -> problems.add(entry, "unknown word " + entry.word() + ": expected provider");
    }
  }

  private void provider(Entry entry) {
    String id = idOf.apply(entry.rest().toLowerCase(Locale.ROOT));
    if (id == null) {
      problems.add(
          entry,
          entry.rest(),
          "no provider is called "
              + entry.rest()
              + ": give an id of the price catalogue, or add the provider to aiops.prices.file");
      return;
    }
    Map<String, Listed> models = read.computeIfAbsent(id, added -> new HashMap<>());
    entry.children().forEach(child -> model(child, models));
  }

  private void model(Entry entry, Map<String, Listed> models) {
    if (!entry.word().equals("model") || entry.words().size() < 2 || !entry.children().isEmpty()) {
      problems.add(entry, FORM);
      return;
    }
    Map<String, String> figures = figures(entry);
    Listed listed = listed(entry, figures);
    if (models.put(entry.words().get(0).toLowerCase(Locale.ROOT), listed) != null) {
      problems.add(entry, entry.words().get(0), entry.words().get(0) + " is there twice");
    }
  }

  private Map<String, String> figures(Entry entry) {
    Map<String, String> figures = new HashMap<>();
    for (String word : entry.words().subList(1, entry.words().size())) {
      int equals = word.indexOf('=');
      if (equals < 1
          || figures.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        problems.add(entry, word, FORM);
      }
    }
    return figures;
  }

  private Listed listed(Entry entry, Map<String, String> figures) {
    long context = 0;
    long input = 0;
    long output = 0;
    long fast = 0;
    for (Map.Entry<String, String> figure : figures.entrySet()) {
      switch (figure.getKey()) {
        case "context" -> context = tokens(entry, figure.getValue());
        case "input" -> input = tokens(entry, figure.getValue());
        case "output" -> output = tokens(entry, figure.getValue());
        case "fast" -> fast = factor(entry, figure.getValue());
        default -> problems.add(entry, figure.getKey(), FORM);
      }
    }
    if (context > 0 && input > context) {
      problems.add(entry, "input", "input is part of context and cannot be more: raise context");
    }
    return new Listed(context, new Limits(input == 0 ? context : input, output, fast));
  }

  private long tokens(Entry entry, String figure) {
    long tokens = COUNT.matcher(figure).matches() ? Long.parseLong(figure) : 0;
    if (tokens < MIN_TOKENS || tokens > MAX_TOKENS) {
      problems.add(
          entry,
          figure,
          "a limit is a whole number of tokens, " + MIN_TOKENS + " to " + MAX_TOKENS);
    }
    return tokens;
  }

  private long factor(Entry entry, String figure) {
    if (FACTOR.matcher(figure).matches() && new BigDecimal(figure).compareTo(BigDecimal.ONE) >= 0) {
      return new BigDecimal(figure)
          .movePointRight(3)
          .setScale(0, RoundingMode.CEILING)
          .longValueExact();
    }
    problems.add(
        entry, figure, "fast is how many times the standard price it is: 1 to 999.999, as fast=2");
    return 0;
  }
}
