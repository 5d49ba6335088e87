/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of sections. Each begins with lines {@code -- key: value}, of which the first names its
 * kind and title; what follows up to the next section is its SQL.
 */
public final class SourceFile {

  private static final Set<String> KINDS = Set.of("dashboard", "row", "panel", "alert", "snippet");
  private static final Pattern LINE = Pattern.compile("-- ([a-z-]+): (.*)");

  private final List<Section> sections = new ArrayList<>();
  private final List<String[]> head = new ArrayList<>();
  private final StringBuilder sql = new StringBuilder();

  private SourceFile() {}

  /** The sections of a file. */
  public static List<Section> read(Path file) throws IOException {
    SourceFile source = new SourceFile();
    Files.readAllLines(file).forEach(source::line);
    source.end();
    return source.sections;
  }

  private void line(String line) {
    Matcher key = LINE.matcher(line);
    boolean isKey = key.matches();
    if (isKey && KINDS.contains(key.group(1))) {
      end();
    }
    if (isKey && sql.toString().isBlank()) {
      head.add(new String[] {key.group(1), key.group(2)});
    } else {
      sql.append(line).append('\n');
    }
  }

  private void end() {
    if (!head.isEmpty()) {
      String[] first = head.get(0);
      sections.add(
          new Section(
              first[0],
              first[1],
              List.copyOf(head.subList(1, head.size())),
              sql.toString().strip()));
    }
    head.clear();
    sql.setLength(0);
  }
}
