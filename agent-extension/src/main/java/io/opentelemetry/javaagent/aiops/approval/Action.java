/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a person is asked about. An approval is of one action, by its {@link #hash}; what is unknown
 * is the empty text.
 *
 * @param tool its name as the model knows it, or class and method
 * @param definition SHA-256 of what the tool is, in lower hex
 */
public record Action(
    String service,
    String environment,
    String agent,
    String tool,
    String definition,
    FrozenArguments arguments) {

  /** The same action with other arguments, as an approver has edited them. */
  Action with(FrozenArguments edited) {
    return new Action(service, environment, agent, tool, definition, edited);
  }

  /**
   * Lower hex SHA-256 of the canonical JSON of this action.
   *
   * @throws UnreadableArgumentsException if a name has no canonical form
   */
  public String hash() throws UnreadableArgumentsException {
    return HexFormat.of().formatHex(sha256().digest(text().getBytes(UTF_8)));
  }

  /** Members in the order of their names. */
  private String text() throws UnreadableArgumentsException {
    return "{\"agent\":"
        + CanonicalJson.quoted(agent)
        + ",\"arguments\":"
        + arguments.text()
        + ",\"definition\":"
        + CanonicalJson.quoted(definition)
        + ",\"environment\":"
        + CanonicalJson.quoted(environment)
        + ",\"service\":"
        + CanonicalJson.quoted(service)
        + ",\"tool\":"
        + CanonicalJson.quoted(tool)
        + ",\"v\":1}";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
