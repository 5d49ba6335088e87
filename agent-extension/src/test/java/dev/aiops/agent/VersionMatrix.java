/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was seen of one version of a library, a line for each case, in {@code target/matrix}. {@code
 * VersionTable} makes docs/versions.md of it; what that says of the case is what is seen, or the
 * test fails ({@code -Daiops.versions=write} while it is to be made anew).
 *
 * <pre>{@code
 * VersionMatrix matrix = VersionMatrix.of("openai-java", version);
 * matrix.check(Case.RETRY, () -> seesRetries(outcome));
 * matrix.without(Case.HELD, "runs no tools itself");
 * }</pre>
 */
public final class VersionMatrix {

  /** What every library has to show, as far as it applies. The order is that of the table. */
  public enum Case {
    SUCCESS("success"),
    ERROR("error"),
    RETRY("retry"),
    STREAM("stream"),
    ABANDONED("abandoned stream"),
    CANCEL("cancel"),
    CAP("refused by cap"),
    HELD("approval held"),
    APPROVED("approval approved");

    private final String text;

    Case(String text) {
      this.text = text;
    }
  }

  /** What shows a case. */
  @FunctionalInterface
  public interface Proof {
    void run() throws Exception;
  }

  private static final Path FOLDER = Path.of("target", "matrix");
  private static final Path DOCS = Path.of("..", "docs", "versions.md");
  private static final boolean WRITING = "write".equals(System.getProperty("aiops.versions"));

  /** Lines of a later JVM replace those of an earlier one. */
  private static final long RUN = ManagementFactory.getRuntimeMXBean().getStartTime();

  private final String library;
  private final String version;

  private VersionMatrix(String library, String version) {
    this.library = library;
    this.version = version;
  }

  /** The lines of that version; more than one test may write some. */
  public static VersionMatrix of(String library, String version) {
    return new VersionMatrix(library, version);
  }

  /** The version of {@code artifact} that these tests have on their class path. */
  public static String newest(String artifact) {
    Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-(\\d[^/]*)\\.jar");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> jar.matcher(Path.of(entry).getFileName().toString()))
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(artifact + " is not on the class path"));
  }

  /** Runs the proof and writes whether it held; what it throws is thrown on. */
  public void check(Case what, Proof proof) throws Exception {
    boolean held = false;
    try {
      proof.run();
      held = true;
    } finally {
      write(what, held ? "yes" : "NO");
    }
    isInTheDocs(what, "yes");
  }

  /** The library cannot do that. */
  public void without(Case what, String why) throws IOException {
    write(what, "– " + why);
    isInTheDocs(what, "–");
  }

  private void isInTheDocs(Case what, String seen) throws IOException {
    String said = VersionTable.cell(Files.readAllLines(DOCS, UTF_8), library, version, what.text);
    if (!WRITING && !said.equals(seen)) {
      throw new AssertionError(
          ("docs/versions.md says '%s' of %s %s, %s, where '%s' was seen: write it"
                  + " anew as CONTRIBUTING.md says")
              .formatted(said, library, version, what.text, seen));
    }
  }

  private void write(Case what, String outcome) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(
        FOLDER.resolve(library + ".tsv"),
        String.join("\t", List.of(Long.toString(RUN), library, version, what.text, outcome)) + "\n",
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
