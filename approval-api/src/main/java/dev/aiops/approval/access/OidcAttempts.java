/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sign-ins under way at the provider, by their state. */
final class OidcAttempts {

  /**
   * One.
   *
   * @param browser hash of the secret of the browser that began it
   */
  record Attempt(
      String browser,
      URI redirect,
      Nonce nonce,
      CodeVerifier verifier,
      boolean again,
      String next,
      Instant began) {}

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Attempt> byState = new LinkedHashMap<>();

  OidcAttempts(InstantSource clock) {
    this.clock = clock;
  }

  /** Remembers one; where there are too many, the oldest is forgotten. */
  synchronized void put(String state, Attempt attempt) {
    byState.values().removeIf(this::isOver);
    while (byState.size() >= MOST) {
      byState.remove(byState.keySet().iterator().next());
    }
    byState.put(state, attempt);
  }

  /** The attempt of a state, which then is no more. */
  synchronized Optional<Attempt> take(String state) {
    return Optional.ofNullable(byState.remove(state)).filter(attempt -> !isOver(attempt));
  }

  private boolean isOver(Attempt attempt) {
    return !clock.instant().isBefore(attempt.began().plus(LONGEST));
  }
}
