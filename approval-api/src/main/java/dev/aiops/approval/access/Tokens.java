/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tokens that are valid. */
public record Tokens(List<Token> all) {

  /** Fails on two of one name. */
  public Tokens {
    all = List.copyOf(all);
    Set<String> names = new HashSet<>();
    for (Token token : all) {
      if (!names.add(token.name())) {
        throw new IllegalArgumentException("two tokens are named " + token.name() + ": rename one");
      }
    }
  }

  /** Whose a token is. Takes the same time for all tokens, so that it tells nothing of them. */
  public Optional<Token> find(String secret) {
    byte[] hash = ascii(Secret.sha256(secret));
    Optional<Token> found = Optional.empty();
    for (Token token : all) {
      found = MessageDigest.isEqual(hash, ascii(token.sha256())) ? Optional.of(token) : found;
    }
    return found;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
