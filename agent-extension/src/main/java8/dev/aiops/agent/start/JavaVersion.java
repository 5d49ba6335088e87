package dev.aiops.agent.start;

/** The Java version the agent needs. */
public final class JavaVersion {

  /** The oldest Java version the agent runs on: {@value}. */
  public static final int OLDEST = 17;

  /**
   * What to print when this JVM is too old, or null when it is not.
   *
   * @param specification value of {@code java.specification.version}: {@code 1.8}, {@code 11}, …
   */
  public static String problem(String specification) {
    if (major(specification) >= OLDEST) {
      return null;
    }
    return "[aiops] not started: this JVM is Java "
        + specification
        + " and AI Ops needs "
        + OLDEST
        + " or newer. The app runs without it.";
  }

  private static int major(String specification) {
    try {
      String number = specification.startsWith("1.") ? specification.substring(2) : specification;
      return Integer.parseInt(number.trim());
    } catch (RuntimeException e) {
      // an unknown scheme is a future one: the class files decide
      return Integer.MAX_VALUE;
    }
  }

  private JavaVersion() {}
}
