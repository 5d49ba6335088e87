/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.notify.NotifySettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyReaderTest {

  private static final String HOOK = "https://hooks.example.com/services/T0/B0/very-secret";
  private static final Optional<URI> PAGES = Optional.of(URI.create("https://ops.example.com"));

  @TempDir Path directory;

  private final List<String> problems = new ArrayList<>();

  @Test
  void environment_empty_tellsNobody() {
    assertThat(read(Map.of(), PAGES).isNone()).isTrue();
    assertThat(problems).isEmpty();
  }

  @Test
  void environment_whole_isRead_andItsSecretsAreNotShown() throws Exception {
    Path secrets =
        file("a new secret of more than 32 bytes ..\nan old secret of more than 32 bytes\n");
    NotifySettings settings =
        read(
            Map.of(
                "AIOPS_WEBHOOK_URL",
                "https://receiver.example.com/aiops?team=ops",
                "AIOPS_WEBHOOK_SECRET_FILE",
                secrets.toString(),
                "AIOPS_SLACK_WEBHOOK_FILE",
                file(HOOK + "\n").toString(),
                "AIOPS_REMINDER_AFTER",
                "1h30m"),
            PAGES);
    assertThat(problems).isEmpty();
    assertThat(settings.webhook().orElseThrow().secrets()).hasSize(2);
    assertThat(settings.slack()).contains(URI.create(HOOK));
    assertThat(settings.reminderAfter()).isEqualTo(Duration.ofMinutes(90));
    assertThat(settings.channels()).containsExactly("webhook", "slack");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void environment_wrong_listsEveryProblem_andRepeatsNoSecret() throws Exception {
    Path secret = file("too short");
    Path slack = file("http://hooks.example.com/very-secret");
    read(
        Map.of(
            "AIOPS_WEBHOOK_URL",
            "https://receiver.example.com",
            "AIOPS_WEBHOOK_SECRET_FILE",
            secret.toString(),
            "AIOPS_SLACK_WEBHOOK_FILE",
            slack.toString(),
            "AIOPS_REMINDER_AFTER",
            "soon"),
        Optional.empty());
    assertThat(problems)
        .containsExactly(
            "AIOPS_WEBHOOK_SECRET_FILE: a secret has 9 bytes, and needs 32: draw one with openssl"
                + " rand -hex 32",
            "AIOPS_SLACK_WEBHOOK_FILE must be an https address without a user and a fragment, or"
                + " one on this machine",
            "AIOPS_REMINDER_AFTER must be 1m to 168h, as 15m or 2h, got soon");
  }

  @Test
  void webhook_withoutASecret_orPages_isAProblem() {
    read(Map.of("AIOPS_WEBHOOK_URL", "http://localhost:9000/x"), Optional.empty());
    assertThat(problems)
        .containsExactly(
            "AIOPS_WEBHOOK_SECRET_FILE is not set: the receiver knows by the signature who sent"
                + " it; draw a secret with openssl rand -hex 32");
    problems.clear();
    assertThat(
            read(
                    Map.of("AIOPS_SLACK_WEBHOOK_FILE", directory.resolve("none").toString()),
                    Optional.empty())
                .isNone())
        .isTrue();
    assertThat(problems)
        .containsExactly(
            "AIOPS_SLACK_WEBHOOK_FILE: " + directory.resolve("none") + " cannot be read");
  }

  @Test
  void pages_withoutAnAddress_areAProblem() throws Exception {
    read(Map.of("AIOPS_SLACK_WEBHOOK_FILE", file(HOOK).toString()), Optional.empty());
    assertThat(problems)
        .containsExactly(
            "AIOPS_PUBLIC_URL is not set: notifications link to the pages, say where people find"
                + " them");
  }

  @Test
  void addresses_thatCouldBeReadOnTheWay_areRefused() throws Exception {
    for (String url :
        List.of(
            "http://hooks.example.com",
            "http://127.0.0.1.example.com/",
            "ftp://localhost/",
            "https://user:pass@hooks.example.com/",
            "https:hooks.example.com",
            "https://x/#y",
            "file:///etc/passwd",
            "https://a b")) {
      problems.clear();
      read(Map.of("AIOPS_SLACK_WEBHOOK_FILE", file(url).toString()), PAGES);
      assertThat(problems).as(url).hasSize(1);
    }
  }

  private Path file(String content) throws Exception {
    return Files.writeString(Files.createTempFile(directory, "of", "test"), content);
  }

  private NotifySettings read(Map<String, String> environment, Optional<URI> pages) {
    return new NotifyReader(environment, problems).read(pages);
  }
}
