/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** RUNBOOK.md: a heading for each alert, and a panel of the dashboard Runbook for each heading. */
public final class Runbook {

  private static final Path FILE = Path.of("RUNBOOK.md");
  private static final Pattern HEADING = Pattern.compile("(?m)^## ");

  private Runbook() {}

  /** The headings, in their order. */
  public static List<String> headings() throws IOException {
    return sections().stream().map(section -> section.split("\n", 2)[0]).toList();
  }

  private static List<String> sections() throws IOException {
    return HEADING.splitAsStream(Files.readString(FILE)).skip(1).toList();
  }

  /**
   * What an alert's link adds to where the runbook is read: the dashboard shows the panel, and a
   * page of the file goes to the heading. Neither minds the other's part.
   *
   * @throws IllegalArgumentException where the runbook has no such heading
   */
  public static String link(String alert) throws IOException {
    int index = headings().indexOf(alert);
    if (index < 0) {
      throw new IllegalArgumentException("RUNBOOK.md has no heading '## " + alert + "': add it");
    }
    return "?viewPanel=panel-" + (index + 1) + "#" + AlertFile.anchor(alert);
  }

  static List<ObjectNode> panels() throws IOException {
    List<String> sections = sections();
    return IntStream.range(0, sections.size())
        .mapToObj(i -> panel(i + 1, sections.get(i).split("\n", 2)))
        .toList();
  }

  private static ObjectNode panel(int id, String[] section) {
    ObjectNode json = Js.object().put("id", id).put("type", "text").put("title", section[0]);
    json.set("fieldConfig", Js.of("{'defaults':{},'overrides':[]}"));
    json.set(
        "options", Js.object().put("mode", "markdown").put("content", section[1].strip() + "\n"));
    return json;
  }
}
