/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import dev.aiops.eval.check.Target;
import dev.aiops.eval.judge.Label;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Labels as a table for spreadsheets: a line each, an empty label where there is none yet. */
public final class LabelCsv {

  private static final String[] COLUMNS = {
    "evaluator", "target_kind", "run_id", "target_id", "label", "reason", "by", "at"
  };
  private static final CSVFormat READ =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();
  private static final String FORMULA = "=+-@\t\r";

  private LabelCsv() {}

  /** The table of labels, and of targets that have none yet. */
  public static String write(List<HumanLabel> labels, List<Unlabelled.Target> unlabelled) {
    List<String[]> lines = new ArrayList<>();
    lines.add(COLUMNS);
    labels.forEach(label -> lines.add(line(label)));
    unlabelled.forEach(target -> lines.add(line(target)));
    return lines.stream()
        .map(line -> CSVFormat.RFC4180.format((Object[]) line) + "\r\n")
        .collect(Collectors.joining());
  }

  private static String[] line(HumanLabel label) {
    return new String[] {
      label.evaluator(),
      label.targetKind(),
      label.run(),
      label.target(),
      label.label().text(),
      harmless(label.reason()),
      harmless(label.by()),
      label.at().toString()
    };
  }

  private static String[] line(Unlabelled.Target target) {
    return new String[] {
      target.evaluator(), target.kind(), target.run(), target.id(), "", "", "", ""
    };
  }

  /** A spreadsheet takes it for no formula. */
  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String meant(String text) {
    boolean escaped =
        text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0;
    return escaped ? text.substring(1) : text;
  }

  /**
   * Reads a table; lines without a label are left out.
   *
   * @param by who labelled where a line does not say; empty where each must
   * @param now when they were labelled where a line does not say
   * @throws IllegalArgumentException with every line that cannot be used, and the remedy
   */
  public static List<HumanLabel> read(Reader csv, String by, Instant now) {
    Reading reading = new Reading(by, now);
    try (CSVParser lines = CSVParser.builder().setReader(csv).setFormat(READ).get()) {
      reading.requireColumns(lines.getHeaderMap());
      lines.forEach(reading::line);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the labels", e);
    }
    return reading.done();
  }

  private static final class Reading {

    private final String by;
    private final Instant now;
    private final List<HumanLabel> found = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    Reading(String by, Instant now) {
      this.by = by;
      this.now = now;
    }

    void requireColumns(Map<String, Integer> header) {
      List<String> missing =
          Arrays.stream(COLUMNS).limit(5).filter(column -> !header.containsKey(column)).toList();
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "columns are missing: " + String.join(", ", missing) + "; --export writes them all");
      }
    }

    void line(CSVRecord line) {
      if (text(line, "label").isEmpty()) {
        return;
      }
      try {
        found.add(label(line));
      } catch (IllegalArgumentException | DateTimeParseException e) {
        mistakes.add("line " + (line.getRecordNumber() + 1) + ": " + e.getMessage());
      }
    }

    private HumanLabel label(CSVRecord line) {
      String who = meant(text(line, "by"));
      String at = text(line, "at");
      return new HumanLabel(
          needed(line, "evaluator"),
          kind(needed(line, "target_kind")),
          needed(line, "run_id"),
          needed(line, "target_id"),
          word(text(line, "label")),
          meant(text(line, "reason")),
          who.isEmpty() ? person() : who,
          at.isEmpty() ? now : Instant.parse(at));
    }

    private String person() {
      if (by.isEmpty()) {
        throw new IllegalArgumentException("by is empty: say who labelled, or give --by NAME");
      }
      return by;
    }

    private static Label word(String text) {
      return Label.of(text)
          .orElseThrow(
              () ->
                  new IllegalArgumentException("label must be pass, fail or unknown, got " + text));
    }

    private static String kind(String text) {
      if (Arrays.stream(Target.Kind.values()).noneMatch(kind -> kind.text().equals(text))) {
        throw new IllegalArgumentException(
            "target_kind must be run, step or tool_call, got " + text);
      }
      return text;
    }

    private static String needed(CSVRecord line, String column) {
      String text = text(line, column);
      if (text.isEmpty()) {
        throw new IllegalArgumentException(column + " is empty: fill it in, as --export writes it");
      }
      return text;
    }

    private static String text(CSVRecord line, String column) {
      return line.isSet(column) ? line.get(column) : "";
    }

    List<HumanLabel> done() {
      if (!mistakes.isEmpty()) {
        throw new IllegalArgumentException(
            mistakes.stream().collect(Collectors.joining("\n", "no label was taken:\n", "")));
      }
      return found;
    }
  }
}
