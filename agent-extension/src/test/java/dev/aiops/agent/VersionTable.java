/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the lines of {@link VersionMatrix} as the table of docs/versions.md, and puts it there
 * where it is given the file. It needs nothing but itself:
 *
 * <pre>{@code
 * java agent-extension/src/test/java/dev/aiops/agent/VersionTable.java \
 *   agent-extension/target/matrix docs/versions.md
 * }</pre>
 */
public final class VersionTable {

  private static final List<String> CASES =
      List.of(
          "success",
          "error",
          "retry",
          "stream",
          "abandoned stream",
          "cancel",
          "refused by cap",
          "approval held",
          "approval approved");

  private static final String HEAD = "| library | version | ";

  /** After what is before the first bar, the library and its version. */
  private static final int FIRST_CASE = 3;

  /** A line of a file. */
  record Line(long run, String library, String version, String what, String outcome) {

    static Line of(String text) {
      String[] parts = text.split("\t", -1);
      return new Line(Long.parseLong(parts[0]), parts[1], parts[2], parts[3], parts[4]);
    }

    String cell() {
      return outcome.startsWith("–") ? "–" : outcome;
    }
  }

  private VersionTable() {}

  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tsv")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file, UTF_8));
      }
    }
    String table = of(lines);
    new PrintStream(System.out, true, UTF_8).print(table);
    if (args.length > 1) {
      Path docs = Path.of(args[1]);
      Files.writeString(docs, into(Files.readString(docs, UTF_8), table), UTF_8);
    }
  }

  /** {@code docs} up to its table, and {@code table} in place of that and all that follows. */
  static String into(String docs, String table) {
    int begin = docs.indexOf(HEAD);
    if (begin < 0) {
      throw new IllegalArgumentException("no line begins with " + HEAD);
    }
    return docs.substring(0, begin) + table;
  }

  /** What a table that was made here says of a case; empty where it has no such row. */
  static String cell(List<String> table, String library, String version, String what) {
    String row = "| " + library + " | " + version + " |";
    return table.stream()
        .filter(line -> line.startsWith(row))
        .map(line -> line.split("\\|", -1)[FIRST_CASE + CASES.indexOf(what)].strip())
        .findFirst()
        .orElse("");
  }

  /** The table, and below it why a case does not apply. */
  static String of(List<String> lines) {
    List<Line> all = lines.stream().map(Line::of).toList();
    Map<String, List<Line>> rows =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.library() + " | " + line.version(),
                    () -> new TreeMap<>(VersionTable::compareNumbers),
                    Collectors.toList()));
    StringBuilder table = new StringBuilder(HEAD);
    table.append(String.join(" | ", CASES)).append(" |\n|");
    table.append(" --- |".repeat(CASES.size() + 2)).append('\n');
    rows.forEach((name, row) -> table.append(row(name, row)));
    notes(all).forEach(note -> table.append("\n- ").append(note).append('\n'));
    return table.toString();
  }

  private static String row(String name, List<Line> lines) {
    return CASES.stream()
        .map(what -> cell(lines.stream().filter(line -> line.what().equals(what)).toList()))
        .collect(Collectors.joining(" | ", "| " + name + " | ", " |\n"));
  }

  /** Of the latest run that showed the case; one proof of it that failed is enough for a NO. */
  private static String cell(List<Line> lines) {
    long latest = lines.stream().mapToLong(Line::run).max().orElse(0);
    Set<String> cells =
        lines.stream().filter(l -> l.run() == latest).map(Line::cell).collect(Collectors.toSet());
    return Stream.of("NO", "yes", "–").filter(cells::contains).findFirst().orElse("not shown");
  }

  private static Set<String> notes(List<Line> lines) {
    return lines.stream()
        .filter(line -> line.outcome().startsWith("–"))
        .sorted(Comparator.comparing(Line::library))
        .map(line -> line.library() + ", " + line.what() + line.outcome().replaceFirst("–", ":"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** As people sort versions: 1.8 before 1.13. */
  private static int compareNumbers(String left, String right) {
    return padded(left).compareTo(padded(right));
  }

  private static String padded(String text) {
    return java.util.regex.Pattern.compile("\\d+")
        .matcher(text)
        .replaceAll(
            number -> "0".repeat(Math.max(0, 9 - number.end() + number.start())) + number.group());
  }
}
