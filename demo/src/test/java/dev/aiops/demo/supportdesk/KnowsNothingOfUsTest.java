/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample app is one that could be anybody's. */
class KnowsNothingOfUsTest {

  /** Names of classes and resources as they stand in a class file's constants. */
  private static final Pattern FOREIGN =
      Pattern.compile("(dev[/.]aiops[/.](?!demo[/.]supportdesk)|io[/.]opentelemetry)[\\w/.$]*");

  @Test
  void classes_nameNothingOfThisProjectAndNoTelemetry() throws Exception {
    TreeSet<String> found = new TreeSet<>();
    for (Path file : classFiles()) {
      Matcher names = FOREIGN.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      while (names.find()) found.add(file.getFileName() + ": " + names.group());
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> classFiles() throws IOException, URISyntaxException {
    Path main =
        Path.of(Objects.requireNonNull(SupportDesk.class.getResource("SupportDesk.class")).toURI());
    try (Stream<Path> files = Files.list(main.getParent())) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(classes).hasSizeGreaterThan(10);
      return classes;
    }
  }
}
