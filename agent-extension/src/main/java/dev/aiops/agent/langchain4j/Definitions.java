/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a tool is, so that an approval of one is none of another by the same name: SHA-256 of
 * description and parameters where the executor is of a method; else nobody can tell.
 */
final class Definitions {

  private static final HiddenField METHOD = new HiddenField("originalMethod");

  private Definitions() {}

  /** Lower hex; empty where nobody can tell. */
  static String of(Object executor) {
    String hash =
        Faults.value(
            "langchain4j tool definition",
            () -> METHOD.of(executor) instanceof Method method ? hash(method) : null);
    return hash == null ? "" : hash;
  }

  private static @Nullable String hash(Method method) {
    ToolSpecification specification = ToolSpecifications.toolSpecificationFrom(method);
    String text = specification.description() + "\n" + specification.parameters();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
