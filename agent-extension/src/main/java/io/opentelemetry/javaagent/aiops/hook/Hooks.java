/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Which hooks are in force in this process. A hook is armed when the JVM has loaded a class it
 * works on and the method was there; it is missing when the class was there and the method was not,
 * which means that the library has changed and its calls go unseen.
 *
 * <pre>{@code
 * @Override
 * public void transform(TypeTransformer transformer) {
 *   Hooks.arm(transformer, "openai-java", named("execute"), "dev.aiops.agent.openai.ExecuteAdvice");
 * }
 * }</pre>
 */
public final class Hooks {

  private static final Set<String> ARMED = new TreeSet<>();
  private static final Map<String, String> FAILED = new TreeMap<>();
  private static @Nullable Runnable listener;

  /**
   * Applies advice to the methods of a matched type and reports the hook as armed, or as missing
   * where the type declares no such method. An abstract type is not missed: it makes no calls, and
   * the app may load those that do much later.
   *
   * @param hook the hook's name, as in {@code aiops.call.library}; several places may share one
   * @param advice name of the advice class
   */
  public static void arm(
      TypeTransformer transformer,
      String hook,
      ElementMatcher<? super MethodDescription> method,
      String advice) {
    transformer.applyAdviceToMethod(method, advice);
    transformer.applyTransformer(
        (builder, type, loader, module, domain) -> {
          boolean found = declares(type, method);
          if (found || !type.isAbstract()) {
            report(hook, type.getName(), found);
          }
          return builder;
        });
  }

  /**
   * Reports the hook only, of whatever type the operator has named: its advice is applied
   * elsewhere.
   */
  public static void look(
      TypeTransformer transformer, String hook, ElementMatcher<? super MethodDescription> method) {
    transformer.applyTransformer(
        (builder, type, loader, module, domain) -> {
          report(hook, type.getName(), declares(type, method));
          return builder;
        });
  }

  private static boolean declares(
      TypeDescription type, ElementMatcher<? super MethodDescription> method) {
    return !type.getDeclaredMethods().filter(method).isEmpty();
  }

  /** Reports a place of a hook in a class of the app as found or not. Never throws. */
  static void report(String hook, String type, boolean found) {
    Runnable changed;
    synchronized (Hooks.class) {
      boolean news = found ? ARMED.add(hook) : FAILED.putIfAbsent(hook, type) == null;
      changed = news ? listener : null;
    }
    if (changed != null) {
      Faults.guard("reporting a hook", changed);
    }
  }

  /** The hooks in force, by name. */
  public static synchronized List<String> armed() {
    return List.copyOf(ARMED);
  }

  /** The hooks whose class was there and whose method was found nowhere, by name. */
  public static synchronized List<String> missing() {
    return FAILED.keySet().stream().filter(hook -> !ARMED.contains(hook)).toList();
  }

  /** The class in which the method of a missing hook was looked for first. */
  static synchronized String lookedIn(String hook) {
    return FAILED.getOrDefault(hook, "its library");
  }

  /** Calls {@code changed} whenever a hook is first armed or missed; null calls nobody. */
  public static synchronized void onChange(@Nullable Runnable changed) {
    listener = changed;
  }

  private Hooks() {}
}
