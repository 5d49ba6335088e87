/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Properties of the upstream agent that we set where the user has not: its instrumentations of what
 * our hooks record, and in our own jar its exporters, which would write errors to the console of
 * everyone who runs no collector.
 */
final class UpstreamProperties {

  /** Set by the premain of our own jar; not there where the user runs the upstream agent. */
  static final String BUNDLED = "aiops.bundled";

  private static final List<String> DOUBLES =
      List.of(
          "otel.instrumentation.openai-java.enabled",
          "otel.instrumentation.aws-sdk-2.2-bedrock-runtime.enabled");
  private static final List<String> EXPORTERS =
      List.of("otel.traces.exporter", "otel.metrics.exporter", "otel.logs.exporter");

  /** All our hook modules carry this name beside their own. */
  private static final String HOOKS = "otel.instrumentation.aiops.enabled";

  static Map<String, String> of(ConfigProperties config, boolean recording) {
    Map<String, String> properties = new HashMap<>();
    if (config.getBoolean(BUNDLED, false)) {
      EXPORTERS.forEach(exporter -> putDefault(properties, config, exporter, "none"));
    }
    if (recording) {
      DOUBLES.forEach(module -> putDefault(properties, config, module, "false"));
    } else {
      properties.put(HOOKS, "false");
    }
    return properties;
  }

  private static void putDefault(
      Map<String, String> properties, ConfigProperties config, String name, String value) {
    if (config.getString(name) == null) {
      properties.put(name, value);
    }
  }

  private UpstreamProperties() {}
}
