/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often one run called each tool with the same arguments. Of these only a digest is kept.
 * Thread-safe.
 */
public final class ToolRepeats {

  /** What was not repeated for that many others is forgotten: a loop is shorter. */
  static final int KEPT = 1_024;

  /**
   * The tool that was called most often with the same arguments.
   *
   * @param calls with these arguments, the first included
   */
  public record Repeated(String tool, int calls) {}

  private final Map<ByteBuffer, Integer> calls = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Repeated most;

  /**
   * The tool is called.
   *
   * @param arguments JSON; the order of its fields and spaces between them do not matter. What is
   *     no JSON is compared as it is
   */
  public void called(String tool, String arguments) {
    count(tool, ToolDigest.of(tool, arguments));
  }

  private synchronized void count(String tool, ByteBuffer digest) {
    int times = calls.merge(digest, 1, Integer::sum);
    if (most == null || times > most.calls()) {
      most = new Repeated(tool, times);
    }
    if (calls.size() > KEPT) {
      calls.remove(calls.keySet().iterator().next());
    }
  }

  /** The most repeated one; null before the first call. */
  public synchronized @Nullable Repeated most() {
    return most;
  }
}
