/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.security.SecureRandom;
import java.util.Locale;

/** What a password must be, and one that is drawn. */
public final class Passwords {

  static final int LEAST = 12;

  /** More would be hashed for nothing. */
  static final int MOST = 200;

  /** Without those that are taken for one another: five bits each. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 5;
  private static final int IN_GROUP = 5;

  private Passwords() {}

  /** Fails on one that is too short, too long, or the name. */
  static void require(String name, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < LEAST || length > MOST) {
      throw new IllegalArgumentException(
          "a password has 12 to 200 characters, this one has " + length + ": write a sentence");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.replace(name, "").length() < LEAST / 2) {
      throw new IllegalArgumentException("the password is little more than the name: take another");
    }
    if (password.chars().distinct().count() < 5) {
      throw new IllegalArgumentException("the password has fewer than 5 different characters");
    }
  }

  /** A new one of 125 random bits, to be typed once. */
  public static String draw() {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * IN_GROUP; i++) {
      text.append(i > 0 && i % IN_GROUP == 0 ? "-" : "");
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
