/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.SignIn.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignInTest {

  private static final String PASSWORD = "a sentence of ana";
  private static final User ANA = User.of("ana", PASSWORD, Set.of("finance"));
  private static final User GONE = User.of("gone", PASSWORD, Set.of()).withDisabled(true);

  private final TestClock clock = new TestClock();
  private final SignIn signIn = new SignIn(() -> new Users(List.of(ANA, GONE)), clock);

  @Test
  void password_right_isKnown() {
    assertThat(signIn.check("ana", PASSWORD, "192.0.2.1")).isEqualTo(new Answer.Known(ANA));
  }

  @Test
  void password_wrongOrNameUnknownOrDisabled_isAnsweredAlike() {
    assertThat(signIn.check("ana", PASSWORD + ".", "192.0.2.1")).isEqualTo(new Answer.Wrong());
    assertThat(signIn.check("nobody", PASSWORD, "192.0.2.1")).isEqualTo(new Answer.Wrong());
    assertThat(signIn.check("gone", PASSWORD, "192.0.2.1")).isEqualTo(new Answer.Wrong());
    assertThat(signIn.check("", "", "192.0.2.1")).isEqualTo(new Answer.Wrong());
    assertThat(signIn.check("ana", "x".repeat(1_000_000), "192.0.2.1"))
        .isEqualTo(new Answer.Wrong());
  }

  @Test
  void name_unknown_isHashedAsAKnownOneIs() {
    long known = nanos("ana");
    long unknown = nanos("nobody");
    assertThat((double) unknown / known).isBetween(0.3, 3.0);
  }

  private long nanos(String name) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      long begun = System.nanoTime();
      signIn.check(name, "wrong sentence", "192.0.2.1");
      least = Math.min(least, System.nanoTime() - begun);
    }
    return least;
  }

  @Test
  void account_guessedAt_waitsWhateverTheAddress_knownOrNot() {
    for (String name : List.of("ana", "nobody")) {
      for (int i = 0; i < 6; i++) {
        assertThat(signIn.check(name, "guess number " + i, "192.0.2." + i))
            .isEqualTo(new Answer.Wrong());
      }
      assertThat(signIn.check(name, PASSWORD, "192.0.2.77"))
          .isEqualTo(new Answer.Wait(Duration.ofSeconds(1)));
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(signIn.check("ana", PASSWORD, "192.0.2.77")).isInstanceOf(Answer.Known.class);
  }

  @Test
  void address_thatTriesManyNames_waits_andNobodyElseDoes() {
    for (int i = 0; i < 21; i++) {
      signIn.check("name-" + i, "guess", "192.0.2.1");
    }
    assertThat(signIn.check("ana", PASSWORD, "192.0.2.1")).isInstanceOf(Answer.Wait.class);
    assertThat(signIn.check("ana", PASSWORD, "192.0.2.2")).isInstanceOf(Answer.Known.class);
  }

  @Test
  void manyAtOnce_areBoundedGuesses() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(40);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String address = "198.51.100." + i;
        answers.add(threads.submit(() -> signIn.check("ana", "guess", address)));
      }
      int tried = 0;
      for (Future<Answer> answer : answers) {
        tried += answer.get(60, TimeUnit.SECONDS) instanceof Answer.Wrong ? 1 : 0;
      }
      assertThat(tried).isBetween(1, 39);
    } finally {
      threads.shutdownNow();
    }
  }
}
