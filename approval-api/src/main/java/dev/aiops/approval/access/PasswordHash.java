/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash with what it was made with, written as {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Each keeps its own parameters, so those of new hashes
 * can be raised while old ones go on to be checked.
 */
final class PasswordHash {

  /**
   * What one hash takes.
   *
   * @param kib memory, in KiB
   */
  record Cost(int kib, int passes, int lanes) {

    /** OWASP's least for Argon2id, which is also the least that is taken from a file. */
    static final Cost LEAST = new Cost(19_456, 2, 1);

    private static final Cost MOST = new Cost(262_144, 16, 8);

    boolean isAtLeast(Cost other) {
      return kib >= other.kib && passes >= other.passes && lanes >= other.lanes;
    }

    /** Weaker ones are guessed too fast; dearer ones would let each sign-in starve the service. */
    boolean isTaken() {
      return isAtLeast(LEAST) && MOST.isAtLeast(this);
    }
  }

  /** What new hashes are made with. */
  static final Cost NEW = Cost.LEAST;

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{43,86})");

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final String text;
  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(String text, Cost cost, byte[] salt, byte[] hash) {
    this.text = text;
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /** Reads what was kept. */
  static PasswordHash read(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("is no Argon2id hash: make it with the user command");
    }
    Cost cost = new Cost(number(parts, 1), number(parts, 2), number(parts, 3));
    if (!cost.isTaken()) {
      throw new IllegalArgumentException(
          "is an Argon2id hash of m=%d,t=%d,p=%d: it takes at least m=19456,t=2,p=1 and at most m=262144,t=16,p=8"
              .formatted(cost.kib(), cost.passes(), cost.lanes()));
    }
    return new PasswordHash(text, cost, bytes(parts.group(4)), bytes(parts.group(5)));
  }

  /** Hashes a new password. */
  static PasswordHash of(String password) {
    return of(password, NEW);
  }

  static PasswordHash of(String password, Cost cost) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    byte[] hash = argon2id(password, cost, salt, HASH_BYTES);
    String text =
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(cost.kib(), cost.passes(), cost.lanes(), base64(salt), base64(hash));
    return new PasswordHash(text, cost, salt, hash);
  }

  /** As it is kept. */
  String text() {
    return text;
  }

  /** Whether it is this password's; takes as long for one as for another. */
  boolean isOf(String password) {
    return MessageDigest.isEqual(hash, argon2id(password, cost, salt, hash.length));
  }

  /** Whether a hash made today would be dearer to guess. */
  boolean isBelowToday() {
    return !cost.isAtLeast(NEW);
  }

  private static byte[] argon2id(String password, Cost cost, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.kib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(utf8(password), hash);
    return hash;
  }

  /** One form for what a keyboard may send as one character or as two. */
  private static byte[] utf8(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no Argon2id hash: make it with the user command", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
