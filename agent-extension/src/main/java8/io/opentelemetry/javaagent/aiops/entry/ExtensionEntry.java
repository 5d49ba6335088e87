package io.opentelemetry.javaagent.aiops.entry;

import dev.aiops.agent.start.JavaVersion;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** Entry point of the bare extension: hands over to the extension itself on a JVM that can load it. */
public final class ExtensionEntry implements AutoConfigurationCustomizerProvider {

  private static final String EXTENSION = "io.opentelemetry.javaagent.aiops.settings.Extension";

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    String problem = JavaVersion.problem(System.getProperty("java.specification.version"));
    if (problem != null) {
      System.err.println(problem);
      return;
    }
    try {
      extension().customize(customizer);
    } catch (Throwable t) {
      // an extension that throws here takes all telemetry down with it
      System.err.println("[aiops] not started: " + t + ". The app runs without it.");
    }
  }

  private static AutoConfigurationCustomizerProvider extension()
      throws ReflectiveOperationException {
    return Class.forName(EXTENSION)
        .asSubclass(AutoConfigurationCustomizerProvider.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /** Last, so that our sampler is outside every other one. */
  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }
}
