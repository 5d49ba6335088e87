/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OidcAttemptsTest {

  private final TestClock clock = new TestClock();
  private final OidcAttempts attempts = new OidcAttempts(clock);

  @Test
  void attempt_isTakenOnce() {
    begin("one");
    assertThat(attempts.take("another")).isEmpty();
    assertThat(attempts.take("one")).isPresent();
    assertThat(attempts.take("one")).isEmpty();
  }

  @Test
  void attempt_ofTenMinutes_isOver() {
    begin("one");
    begin("other");
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(attempts.take("one")).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(attempts.take("other")).isEmpty();
  }

  @Test
  void attempts_areBounded_andTheOldestIsForgotten() {
    begin("first");
    for (int i = 0; i < 10_000; i++) {
      begin("state-" + i);
    }
    assertThat(attempts.take("first")).isEmpty();
    assertThat(attempts.take("state-0")).isPresent();
  }

  private void begin(String state) {
    URI redirect = URI.create("http://localhost/login/oidc/callback");
    attempts.put(
        state,
        new OidcAttempts.Attempt(
            "browser", redirect, new Nonce(), new CodeVerifier(), false, "/", clock.instant()));
  }
}
