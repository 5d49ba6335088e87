/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.notify.NotifySettings;
import dev.aiops.approval.notify.NotifySettings.Webhook;
import dev.aiops.approval.notify.Pace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads whom to tell what waits and what was decided; what is wrong is added to a list. */
final class NotifyReader {

  /** Every variable; a part of what {@code --help} prints. */
  static final String HELP =
      """
        AIOPS_WEBHOOK_URL          is sent signed JSON when an action waits, still waits and is
                                   decided; https
        AIOPS_WEBHOOK_SECRET_FILE  file with the secret it is signed with, at least 32 bytes; one
                                   more line is a second secret, while one replaces the other
        AIOPS_SLACK_WEBHOOK_FILE   file with the address of a Slack-compatible webhook, which is
                                   sent the same as messages; https
        AIOPS_REMINDER_AFTER       when people are reminded of what still waits, then after twice
                                   as long each time; default 15m
      """;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, String> environment;
  private final List<String> problems;

  NotifyReader(Map<String, String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  NotifySettings read(Optional<URI> publicUrl) {
    Optional<Webhook> webhook = webhook();
    Optional<URI> slack =
        text("AIOPS_SLACK_WEBHOOK_FILE")
            .flatMap(file -> lines("AIOPS_SLACK_WEBHOOK_FILE", file))
            .flatMap(lines -> address("AIOPS_SLACK_WEBHOOK_FILE", lines.get(0)));
    Duration reminder = reminder();
    if (webhook.isEmpty() && slack.isEmpty()) {
      return NotifySettings.NONE;
    } else if (publicUrl.isEmpty() && text("AIOPS_PUBLIC_URL").isEmpty()) {
      problems.add(
          "AIOPS_PUBLIC_URL is not set: notifications link to the pages, say where people find"
              + " them");
    }
    URI pages = publicUrl.orElse(NotifySettings.NONE.publicUrl());
    return new NotifySettings(webhook, slack, pages, reminder, Pace.DEFAULTS);
  }

  private Optional<Webhook> webhook() {
    Optional<URI> url =
        text("AIOPS_WEBHOOK_URL").flatMap(text -> address("AIOPS_WEBHOOK_URL", text));
    Optional<String> file = text("AIOPS_WEBHOOK_SECRET_FILE");
    if (url.isPresent() && file.isEmpty()) {
      problems.add(
          "AIOPS_WEBHOOK_SECRET_FILE is not set: the receiver knows by the signature who sent it;"
              + " draw a secret with openssl rand -hex 32");
    }
    return url.flatMap(
        to ->
            file.flatMap(name -> lines("AIOPS_WEBHOOK_SECRET_FILE", name))
                .flatMap(secrets -> webhook(to, secrets)));
  }

  private Optional<Webhook> webhook(URI url, List<String> secrets) {
    try {
      return Optional.of(new Webhook(url, secrets));
    } catch (IllegalArgumentException e) {
      problems.add("AIOPS_WEBHOOK_SECRET_FILE: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The lines that are not blank; one at least. */
  private Optional<List<String>> lines(String name, String file) {
    try {
      List<String> lines =
          Files.readString(Path.of(file))
              .lines()
              .map(String::strip)
              .filter(l -> !l.isEmpty())
              .toList();
      if (!lines.isEmpty()) {
        return Optional.of(lines);
      }
      problems.add(name + ": " + file + " is empty");
    } catch (IOException e) {
      problems.add(name + ": " + file + " cannot be read");
    }
    return Optional.empty();
  }

  /** By https, or on this machine. It is not repeated: it may be the secret itself. */
  private Optional<URI> address(String name, String text) {
    try {
      URI url = URI.create(text);
      boolean safe =
          "https".equals(url.getScheme())
              || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost()));
      if (safe && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // told below, as every other address that is none
    }
    problems.add(
        name + " must be an https address without a user and a fragment, or one on this machine");
    return Optional.empty();
  }

  private Duration reminder() {
    String text = text("AIOPS_REMINDER_AFTER").orElse("15m");
    try {
      Duration after = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      if (after.compareTo(Duration.ofMinutes(1)) >= 0 && after.compareTo(Duration.ofDays(7)) <= 0) {
        return after;
      }
    } catch (DateTimeException e) {
      // told below, as every other time that is none
    }
    problems.add("AIOPS_REMINDER_AFTER must be 1m to 168h, as 15m or 2h, got " + text);
    return NotifySettings.REMINDER_AFTER;
  }

  private Optional<String> text(String name) {
    return Optional.of(environment.getOrDefault(name, "").strip())
        .filter(value -> !value.isEmpty());
  }
}
