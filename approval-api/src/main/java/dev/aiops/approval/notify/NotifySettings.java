/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whom to tell.
 *
 * @param webhook a receiver of signed JSON
 * @param slack address of a Slack-compatible webhook; who has it can write there, so it is secret
 * @param publicUrl where the pages are; links lead there
 * @param reminderAfter how long a person has before the first reminder
 */
public record NotifySettings(
    Optional<Webhook> webhook,
    Optional<URI> slack,
    URI publicUrl,
    Duration reminderAfter,
    Pace pace) {

  /** How long a person has by default. */
  public static final Duration REMINDER_AFTER = Duration.ofMinutes(15);

  /** Nobody is told. */
  public static final NotifySettings NONE =
      new NotifySettings(
          Optional.empty(),
          Optional.empty(),
          URI.create("http://127.0.0.1"),
          REMINDER_AFTER,
          Pace.DEFAULTS);

  /** Whether there is nobody to be told. */
  public boolean isNone() {
    return webhook.isEmpty() && slack.isEmpty();
  }

  /** The names of those that are told. */
  public List<String> channels() {
    return targets().stream().map(Target::channel).toList();
  }

  List<Target> targets() {
    Links links = new Links(publicUrl);
    return List.of(
            webhook.map(hook -> (Target) new WebhookTarget(hook, links)),
            slack.map(address -> (Target) new SlackTarget(address, links)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Says nothing of addresses that are secret. */
  @Override
  public String toString() {
    return "NotifySettings" + channels();
  }

  /**
   * A receiver of signed JSON.
   *
   * @param secrets with each of which it is signed: two while one takes the other's place
   */
  public record Webhook(URI url, List<String> secrets) {

    /** Shorter ones could be guessed. */
    public static final int SHORTEST = 32;

    private static final int MOST = 3;

    /** Fails without a secret, with too many, and on one that is too short. */
    public Webhook {
      secrets = List.copyOf(secrets);
      if (secrets.isEmpty() || secrets.size() > MOST) {
        throw new IllegalArgumentException("has " + secrets.size() + " secrets: give 1 to 3");
      }
      secrets.forEach(Signature::requireLong);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return "Webhook[" + secrets.size() + " secrets]";
    }
  }
}
