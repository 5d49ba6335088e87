/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import java.security.SecureRandom;

/** Draws ids. */
public final class ApprovalId {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CHARACTERS = 26;

  private ApprovalId() {}

  /** {@code apr_} and 130 random bits in base 32. */
  public static String draw() {
    StringBuilder id = new StringBuilder("apr_");
    for (int i = 0; i < CHARACTERS; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
