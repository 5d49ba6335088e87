/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.older;

/** An agent that, named before ours, makes this JVM say that it is one of Java 11. */
public final class OlderJvm {

  private OlderJvm() {}

  /** Called by the JVM for {@code -javaagent}. */
  public static void premain(String arguments) {
    System.setProperty("java.specification.version", "11");
  }
}
