/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;

/** A value of interest in a JSON document; implemented by enums. */
interface JsonField {

  /** Where it may be: names joined by dots, {@code []} for any element: {@code choices[].index}. */
  List<String> paths();

  /** Bytes kept of a string there; the rest is only counted. */
  int keep();
}
