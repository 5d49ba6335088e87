/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.example.calls.CallsApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The operator made mistakes, or the JVM is too old: we say so in one message and the app runs. */
@Execution(ExecutionMode.CONCURRENT)
class BadSettingsIT {

  private static final WireProvider PROVIDER = WireProvider.start();
  private static final int JAVA_8 = 52;

  private static AppJvm.Outcome plain;

  @TempDir Path folder;

  @BeforeAll
  static void runWithoutAgent(@TempDir Path folder) throws Exception {
    PROVIDER.script("m", Reply.json(200, Answers.chat("Hello")));
    plain = run(AppJvm.plain(folder));
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @Test
  void severalWrongSettings_allNamedInOneMessage() throws Exception {
    AppJvm.Outcome outcome =
        run(
            AppJvm.withAgent(folder)
                .set("aiops.clickhouse.url", "ftp://example.com")
                .set("aiops.spool.max.bytes", "7")
                .set("aiops.export", "some")
                .set("aiops.capture.messages", "perhaps")
                .set("aiops.redact.patterns", "(")
                .set("aiops.prices.file", folder.resolve("none.json").toString()));

    isUntroubled(outcome);
    assertThat(outcome.warnings()).singleElement().asString().contains("6 settings are wrong");
    assertThat(outcome.logged())
        .anyMatch(line -> line.contains("aiops.clickhouse.url: ftp://example.com is neither http"))
        .anyMatch(line -> line.contains("aiops.spool.max.bytes: 7 is not between 1048576 and"))
        .anyMatch(line -> line.contains("aiops.export: \"some\" is neither runs nor all"))
        .anyMatch(line -> line.contains("aiops.capture.messages: \"perhaps\" is neither true nor"))
        .anyMatch(line -> line.contains("aiops.redact.patterns: \"(\" is not a regular expression"))
        .anyMatch(line -> line.contains("aiops.prices.file: cannot read"));
    assertThat(folder.resolve("spool")).doesNotExist();
  }

  @Test
  void malformedPrices_saidOnce() throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.json"), "{\"providers\":");

    AppJvm.Outcome outcome =
        run(AppJvm.withAgent(folder).set("aiops.prices.file", prices.toString()));

    isUntroubled(outcome);
    assertThat(outcome.warnings()).singleElement().asString().contains("1 setting is wrong");
    assertThat(outcome.logged())
        .filteredOn(line -> line.contains("aiops.prices.file: "))
        .singleElement()
        .asString()
        .contains("prices.json");
  }

  @Test
  void olderJvm_underOurJar_saysSoInOneLine() throws Exception {
    AppJvm.Outcome outcome = run(AppJvm.withAgent(folder).before("-javaagent:" + olderJvm()));

    isUntroubled(outcome);
    assertThat(outcome.logged())
        .filteredOn(line -> !line.contains("Sharing is only supported for boot loader classes"))
        .containsExactly(
            "[aiops] not started: this JVM is Java 11 and AI Ops needs 17 or newer. The app runs"
                + " without it.");
  }

  @Test
  void olderJvm_underTheExtension_saysSoInOneLine() throws Exception {
    AppJvm.Outcome outcome = run(AppJvm.withExtension(folder).before("-javaagent:" + olderJvm()));

    isUntroubled(outcome);
    assertThat(outcome.logged())
        .filteredOn(line -> line.contains("[aiops]"))
        .singleElement()
        .asString()
        .contains("this JVM is Java 11 and AI Ops needs 17 or newer");
    assertThat(outcome.logged()).noneMatch(line -> line.contains("xception"));
  }

  @Test
  void classesAnOlderJvmLoadsFirst_areOfJava8() throws IOException {
    Path agent = Path.of("target", "aiops-javaagent.jar");
    assertThat(majors(agent, "dev/aiops/agent/start/")).isNotEmpty().containsOnly(JAVA_8);
    assertThat(majors(AppJvm.extension(), "dev/aiops/agent/start/"))
        .isNotEmpty()
        .containsOnly(JAVA_8);
    assertThat(majors(AppJvm.extension(), "io/opentelemetry/javaagent/aiops/entry/"))
        .isNotEmpty()
        .containsOnly(JAVA_8);
  }

  /** No older JVM is at hand: this one is made to say that it is one. */
  private Path olderJvm() throws IOException {
    try (TestJar jar = new TestJar(folder.resolve("older.jar"))) {
      return jar.text(
              "META-INF/MANIFEST.MF",
              "Manifest-Version: 1.0\nPremain-Class: org.example.older.OlderJvm\n\n")
          .classOf("org.example.older.OlderJvm")
          .written();
    }
  }

  private static AppJvm.Outcome run(AppJvm jvm) throws Exception {
    String url = "http://127.0.0.1:" + PROVIDER.port() + "/m/v1";
    return jvm.run(CallsApp.class, url, "m", "2", "return");
  }

  private static void isUntroubled(AppJvm.Outcome outcome) {
    assertThat(outcome.exitCode()).isEqualTo(plain.exitCode());
    assertThat(outcome.printed()).isEqualTo(plain.printed());
  }

  private static List<Integer> majors(Path jar, String folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .filter(entry -> entry.getName().startsWith(folder))
          .filter(entry -> entry.getName().endsWith(".class"))
          .map(entry -> major(zip, entry))
          .toList();
    }
  }

  private static int major(ZipFile zip, java.util.zip.ZipEntry entry) {
    try (InputStream in = zip.getInputStream(entry);
        DataInputStream data = new DataInputStream(in)) {
      data.readInt();
      data.readUnsignedShort();
      return data.readUnsignedShort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
