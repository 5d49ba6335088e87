/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.Locale;

/**
 * Vectors of length one in which texts that share words are near each other; the same every time.
 */
final class WordVectors {

  private WordVectors() {}

  static float[] of(String text, int dimensions) {
    float[] vector = new float[dimensions];
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      if (word.length() > 3) vector[Math.floorMod(stem(word).hashCode(), dimensions)] += 1;
    }
    vector[0] += 0.01f; // a text without words has a direction, too
    return scaled(vector);
  }

  private static String stem(String word) {
    return word.substring(0, Math.min(word.length(), 6));
  }

  private static float[] scaled(float[] vector) {
    double square = 0;
    for (float value : vector) square += value * value;
    float scale = (float) (1 / Math.sqrt(square));
    for (int i = 0; i < vector.length; i++) vector[i] *= scale;
    return vector;
  }
}
