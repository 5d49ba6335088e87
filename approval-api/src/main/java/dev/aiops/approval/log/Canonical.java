/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes that a hash is over: each field is its length in eight bytes, then itself; a field that
 * is not there has the length -1. So no byte can move from one field to its neighbour unnoticed.
 */
final class Canonical {

  private static final long ABSENT = -1;

  private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);
  private final MessageDigest digest = newDigest();

  Canonical text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    put(bytes.length);
    digest.update(bytes);
    return this;
  }

  Canonical number(long number) {
    put(Long.BYTES);
    put(number);
    return this;
  }

  Canonical none() {
    put(ABSENT);
    return this;
  }

  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void put(long number) {
    digest.update(eight.clear().putLong(number).array());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
