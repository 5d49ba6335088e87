/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one request is to be served, as {@code key=value} words. They reach the simulator by its
 * defaults, its admin endpoint, its script, a model-name suffix ({@code gpt-4o-mini#fault=429}),
 * the header {@code x-sim}, or a line {@code @sim …} of the last user message; the later of these
 * wins, key by key.
 *
 * <ul>
 *   <li>{@code fault}: a status from 400 to 599, or a name of {@link Fault}
 *   <li>{@code times}: only the first that many requests with the same body fail, then one is
 *       served, and so on; default: all fail
 *   <li>{@code retry-after}: seconds, decimals allowed, told with an error status
 *   <li>{@code hold}: how long a time-out holds the connection, default 120s
 *   <li>{@code first-byte}, {@code chunk}: delay before the answer, and before each stream event
 *   <li>{@code cut-after}: stream events before a cut, default half of them
 *   <li>{@code served}: the model that is said to have served
 *   <li>{@code usage}: {@code input/cached/output/reasoning}, instead of counted tokens; a fifth
 *       number is of input written to the cache, a sixth of how much of that is for an hour, where
 *       the protocol tells them
 *   <li>{@code told}: as {@code usage}, but only said, not billed; any whole numbers
 *   <li>{@code bills}: {@code whole} bills the whole answer also where the caller does not get it
 *   <li>{@code bytes}: pads the answer's text to that many characters
 *   <li>{@code stop}: why the answer is said to have ended, in the protocol's words
 *   <li>{@code thinks}: {@code redacted} tells what was thought as ciphertext, where Anthropic or
 *       Bedrock's Converse does
 *   <li>{@code searches}: how often Anthropic's own web search is used, which is billed beside the
 *       tokens
 *   <li>{@code tier}: service tier said to have served, default {@code default}
 *   <li>{@code tag}: a word kept in the ledger
 * </ul>
 */
record Directives(Map<String, String> words) {

  static final Directives NONE = new Directives(Map.of());

  private static final Set<String> KEYS =
      Set.of(
          "fault",
          "times",
          "retry-after",
          "hold",
          "first-byte",
          "chunk",
          "cut-after",
          "served",
          "usage",
          "told",
          "bills",
          "bytes",
          "stop",
          "thinks",
          "searches",
          "tier",
          "tag");

  Directives {
    words = Map.copyOf(words);
  }

  /** Reads words separated by spaces or semicolons. */
  static Directives parse(String text) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : text.strip().split("[\\s;]+", -1)) {
      if (!word.isEmpty()) put(words, word);
    }
    return new Directives(words);
  }

  private static void put(Map<String, String> words, String word) {
    int equals = word.indexOf('=');
    String key = equals < 0 ? word : word.substring(0, equals);
    if (equals < 0 || !KEYS.contains(key)) {
      throw new IllegalArgumentException("no such directive: " + word + "; known: " + KEYS);
    }
    words.put(key, word.substring(equals + 1));
  }

  /** These, with {@code later} winning key by key. */
  Directives then(Directives later) {
    Map<String, String> both = new LinkedHashMap<>(words);
    both.putAll(later.words);
    return new Directives(both);
  }

  Directives without(String key) {
    Map<String, String> fewer = new LinkedHashMap<>(words);
    fewer.remove(key);
    return new Directives(fewer);
  }

  Optional<String> word(String key) {
    return Optional.ofNullable(words.get(key));
  }

  Fault fault() {
    return word("fault").map(Fault::of).orElse(Fault.NONE);
  }

  int status() {
    int status = Integer.parseInt(words.getOrDefault("fault", "500"));
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("fault must be a status from 400 to 599, got " + status);
    }
    return status;
  }

  String tag() {
    return words.getOrDefault("tag", "");
  }

  Optional<Integer> number(String key) {
    return word(key).map(Integer::valueOf);
  }

  Optional<TokenUse> usage() {
    return word("usage").map(ToldUse::parse).map(ToldUse::use);
  }

  Optional<ToldUse> told() {
    return word("told").map(ToldUse::parse);
  }

  boolean thinksRedacted() {
    return word("thinks").filter("redacted"::equals).isPresent();
  }

  /** Whether the provider goes on, and bills, when the caller is gone. */
  boolean billsWhole() {
    return word("bills").filter("whole"::equals).isPresent();
  }

  /** A duration like {@code 20ms} or {@code 1.5s}. */
  Duration duration(String key, Duration otherwise) {
    return word(key).map(Directives::duration).orElse(otherwise);
  }

  private static Duration duration(String text) {
    if (text.endsWith("ms")) return millis(text.substring(0, text.length() - 2), 1);
    if (text.endsWith("s")) return millis(text.substring(0, text.length() - 1), 1000);
    throw new IllegalArgumentException("a duration ends in ms or s, got " + text);
  }

  private static Duration millis(String number, int factor) {
    return Duration.ofNanos(Math.round(Double.parseDouble(number) * factor * 1_000_000));
  }

  /** Milliseconds the caller is told to wait, where it is told. */
  Optional<Long> retryAfterMillis() {
    return word("retry-after").map(seconds -> Math.round(Double.parseDouble(seconds) * 1000));
  }
}
