package dev.aiops.agent.start;

import java.lang.instrument.Instrumentation;

/**
 * Entry point of {@code aiops-javaagent.jar}: starts the OpenTelemetry agent that carries our
 * extension, unless the JVM is too old for it.
 */
public final class Premain {

  /** System property, set to {@code true}, by which the extension knows it came in our own jar. */
  public static final String BUNDLED = "aiops.bundled";

  private static final String UPSTREAM = "io.opentelemetry.javaagent.OpenTelemetryAgent";

  /** Called by the JVM for {@code -javaagent}. */
  public static void premain(String args, Instrumentation instrumentation) {
    start("premain", args, instrumentation);
  }

  /** Called by the JVM on dynamic attach. */
  public static void agentmain(String args, Instrumentation instrumentation) {
    start("agentmain", args, instrumentation);
  }

  private static void start(String method, String args, Instrumentation instrumentation) {
    String problem = JavaVersion.problem(System.getProperty("java.specification.version"));
    if (problem != null) {
      System.err.println(problem);
      return;
    }
    System.setProperty(BUNDLED, "true");
    try {
      Class.forName(UPSTREAM)
          .getMethod(method, String.class, Instrumentation.class)
          .invoke(null, args, instrumentation);
    } catch (Throwable t) {
      // an agent that throws from premain stops the JVM
      System.err.println("[aiops] not started: " + t + ". The app runs without it.");
    }
  }

  private Premain() {}
}
