/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.HashMap;
import java.util.Map;

/** The models an app has made: one per library and base URL, made when first asked for. */
final class Models {
  private final Map<String, Model> made = new HashMap<>();

  Model of(Model.Library library, String baseUrl) {
    return made.computeIfAbsent(library + " " + baseUrl, key -> Model.of(library, baseUrl));
  }
}
