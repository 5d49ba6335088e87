/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.quiet;

import java.lang.reflect.Constructor;
import java.util.Arrays;

/** Loads the classes that it is given by name, and says which have a plain constructor. */
public final class LoadingApp {

  private LoadingApp() {}

  public static void main(String[] names) throws Exception {
    for (String name : names) {
      Class<?> type = Class.forName(name, false, LoadingApp.class.getClassLoader());
      Constructor<?>[] constructors = type.getDeclaredConstructors();
      boolean plain = Arrays.stream(constructors).anyMatch(c -> c.getParameterCount() == 0);
      System.out.println(name + (plain ? " has a plain constructor" : " is loaded"));
    }
    System.out.println("done");
  }
}
