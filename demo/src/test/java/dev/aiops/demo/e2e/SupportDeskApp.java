/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packaged support desk: its jar and its libraries, nothing else. */
final class SupportDeskApp {

  private SupportDeskApp() {}

  static List<String> classPath() {
    Path home = Path.of(System.getProperty("aiops.test.supportDesk"));
    return Stream.concat(jars(home).stream(), jars(home.resolve("lib")).stream()).toList();
  }

  private static List<String> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("mvn package makes it", e);
    }
  }

  static ForkedApp.Builder at(String providerUrl) {
    return ForkedApp.java("dev.aiops.demo.supportdesk.SupportDesk")
        .classPath(classPath())
        .environment("OPENAI_BASE_URL", providerUrl)
        .environment("OPENAI_API_KEY", "sk-demo");
  }
}
