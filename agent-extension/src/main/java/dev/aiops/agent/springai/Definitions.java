/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.ai.tool.definition.ToolDefinition;

/** What a tool is, so that an approval of one is none of another by the same name. */
final class Definitions {

  private Definitions() {}

  /** SHA-256 of description and schema, in lower hex. */
  static String of(ToolDefinition definition) {
    String text = definition.description() + "\n" + definition.inputSchema();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
