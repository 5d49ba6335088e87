/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import com.sun.jna.Native;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another class's {@code main} in a session of its own, so that neither Ctrl-C in the terminal
 * that started it nor its closing ends it. Arguments: the class, then its own.
 */
public final class Detached {

  private Detached() {}

  /** Leaves the terminal's session, then goes on as the class that is named. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Native.load("c", ServerProcess.Libc.class).setsid();
    try {
      String[] rest = Arrays.copyOfRange(args, 1, args.length);
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(args[0] + " failed", e.getCause());
    }
  }
}
