/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.access.PasswordHash.Cost;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

  /** Of the reference implementation's own tests: argon2id, t=2, m=2^16, p=1. */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void hash_ofTheReferenceImplementation_isOfItsPassword() {
    PasswordHash hash = PasswordHash.read(REFERENCE);
    assertThat(hash.isOf("password")).isTrue();
    assertThat(hash.isOf("Password")).isFalse();
    assertThat(hash.isBelowToday()).isFalse();
  }

  @Test
  void hash_made_isReadAgain() {
    String text = PasswordHash.of("correct horse battery").text();
    assertThat(text).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.read(text).isOf("correct horse battery")).isTrue();
    assertThat(PasswordHash.read(text).isOf("correct horse batterz")).isFalse();
    assertThat(PasswordHash.of("correct horse battery").text()).isNotEqualTo(text);
  }

  @Test
  void password_composedOtherwise_isTheSame() {
    assertThat(
            PasswordHash.of("caf\u00e9 au lait sans sucre").isOf("cafe\u0301 au lait sans sucre"))
        .isTrue();
  }

  @Test
  void hash_thatIsWeakOrTooDearOrNone_isRefused() {
    assertRefused(REFERENCE.replace("m=65536", "m=19455"), "at least m=19456,t=2,p=1");
    assertRefused(REFERENCE.replace("t=2", "t=1"), "at least m=19456,t=2,p=1");
    assertRefused(REFERENCE.replace("m=65536", "m=262145"), "at most m=262144");
    assertRefused(REFERENCE.replace("argon2id", "argon2i"), "is no Argon2id hash");
    assertRefused("correct horse battery", "is no Argon2id hash");
    assertRefused("", "is no Argon2id hash");
  }

  @Test
  void cost_lowerInOne_isBelow() {
    assertThat(new Cost(19_456, 3, 1).isAtLeast(Cost.LEAST)).isTrue();
    assertThat(new Cost(65_536, 1, 1).isAtLeast(Cost.LEAST)).isFalse();
    assertThat(Cost.LEAST.isAtLeast(new Cost(19_456, 3, 1))).isFalse();
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> PasswordHash.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
