/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.javaagent.aiops.hook.RequiredHooks;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Wires the parts of the extension into the OpenTelemetry SDK of the agent. Where it cannot, it
 * says why in one message and leaves the SDK as it is.
 */
public final class Extension implements AutoConfigurationCustomizerProvider {

  private static final Logger LOGGER = Logger.getLogger("dev.aiops");

  private static volatile @Nullable Parts running;

  private @Nullable Parts parts;

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer
        .addPropertiesCustomizer(this::properties)
        .addResourceCustomizer((given, config) -> with(given, p -> p.resource(given)))
        .addPropagatorCustomizer((given, config) -> with(given, p -> p.propagator(given)))
        .addSamplerCustomizer((given, config) -> with(given, p -> p.sampler(given)))
        .addSpanProcessorCustomizer((given, config) -> with(given, p -> p.beside(given)))
        .addTracerProviderCustomizer((given, config) -> with(given, p -> p.tracing(given)))
        .addLoggerProviderCustomizer((given, config) -> with(given, p -> p.logging(given)));
  }

  /** Tells the log that the process has started; called once the SDK is built. */
  static void started(OpenTelemetry telemetry) {
    Parts current = running;
    if (current != null) {
      current.report(telemetry);
    }
  }

  /** The first customizer to be called, so the parts are made here. */
  private Map<String, String> properties(ConfigProperties config) {
    Required required = new Required(config);
    required.problems().forEach(Extension::fatal);
    RequiredHooks.configure(Set.copyOf(required.hooks()), Extension::fatal);
    parts = start(config);
    if (parts == null && required.any()) {
      fatal(Required.NAME + " is set and AI Ops could not start; the reason is above");
    }
    running = parts;
    return UpstreamProperties.of(config, parts != null);
  }

  /**
   * Ends the JVM before the app's main begins, or while it loads a class whose calls nobody would
   * see. Halts: the app's own hooks would run with the class that must not be used.
   */
  private static void fatal(String problem) {
    System.err.println("[aiops] the JVM ends: " + problem);
    Runtime.getRuntime().halt(1);
  }

  private static @Nullable Parts start(ConfigProperties config) {
    try {
      if (!new SettingsReader(config).flag(Settings.ENABLED, true)) {
        return null;
      }
      return Parts.start(
          Settings.read(config, SpoolDir.of(System.getenv(), System.getProperties())));
    } catch (InvalidSettingsException e) {
      LOGGER.severe("[aiops] " + e.getMessage());
    } catch (Throwable t) {
      LOGGER.log(Level.SEVERE, "[aiops] not started; the app runs without it", t);
    }
    return null;
  }

  private <T> T with(T given, PartsStep<T> step) {
    Parts current = parts;
    if (current == null) {
      return given;
    }
    try {
      return step.apply(current);
    } catch (Throwable t) {
      LOGGER.log(Level.SEVERE, "[aiops] could not join the SDK; the app runs without it", t);
      return given;
    }
  }

  private interface PartsStep<T> {
    T apply(Parts parts);
  }
}
