/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The passwords of the ClickHouse users. There are no default passwords: {@link #random()} makes
 * them.
 *
 * @param admin of {@value Users#ADMIN}
 * @param ingest of {@value Users#INGEST}
 * @param control of {@value Users#CONTROL}
 * @param eval of {@value Users#EVAL}
 * @param read of {@value Users#READ}
 */
public record Passwords(String admin, String ingest, String control, String eval, String read) {

  private static final int BYTES = 24;

  /** Fails on an empty password. */
  public Passwords {
    requireSet(admin, Users.ADMIN);
    requireSet(ingest, Users.INGEST);
    requireSet(control, Users.CONTROL);
    requireSet(eval, Users.EVAL);
    requireSet(read, Users.READ);
  }

  /** Passwords of 192 random bits each, as lower hex. */
  public static Passwords random() {
    SecureRandom random = new SecureRandom();
    return new Passwords(one(random), one(random), one(random), one(random), one(random));
  }

  /** The password of a user by name. */
  public String of(String user) {
    return switch (user) {
      case Users.ADMIN -> admin;
      case Users.INGEST -> ingest;
      case Users.CONTROL -> control;
      case Users.EVAL -> eval;
      case Users.READ -> read;
      default -> throw new IllegalArgumentException("no such user: " + user);
    };
  }

  /** The SHA-256 of a user's password, lower hex, as ClickHouse keeps it. */
  public String sha256(String user) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(of(user).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hides the passwords. */
  @Override
  public String toString() {
    return "Passwords[***]";
  }

  private static String one(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void requireSet(String password, String user) {
    if (requireNonNull(password, user).isEmpty()) {
      throw new IllegalArgumentException("the password of " + user + " is empty: set one");
    }
  }
}
