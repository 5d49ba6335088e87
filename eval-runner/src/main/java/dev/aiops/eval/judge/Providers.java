/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Who may serve judges' models, by name: those that come along and those on the class path. */
public final class Providers {

  private final Map<String, ModelProvider> byText = new TreeMap<>();

  private Providers(Iterable<ModelProvider> own) {
    List.of(Provider.values()).forEach(this::add);
    own.forEach(this::add);
  }

  private void add(ModelProvider provider) {
    ModelProvider other = byText.put(provider.text(), provider);
    if (other != null) {
      throw new IllegalStateException(
          "two providers of models are named "
              + provider.text()
              + ": "
              + other.getClass().getName()
              + " and "
              + provider.getClass().getName()
              + "; give yours another name");
    }
  }

  /** With those that the service loader finds. */
  public static Providers onClassPath() {
    return of(ServiceLoader.load(ModelProvider.class));
  }

  static Providers of(Iterable<ModelProvider> own) {
    return new Providers(own);
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException with the names there are, where there is none
   */
  public ModelProvider get(String text) {
    ModelProvider provider = byText.get(text);
    if (provider == null) {
      throw new IllegalArgumentException(
          "no provider "
              + text
              + ": write "
              + String.join(", ", byText.keySet())
              + ", or put the jar of your own on the class path");
    }
    return provider;
  }
}
