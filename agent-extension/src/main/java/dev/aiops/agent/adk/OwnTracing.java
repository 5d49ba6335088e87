/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The library's tracer without the spans of which we have our own: those of model calls and tools.
 * They hold all that was said, whatever the operator wants kept. In their place is the span around
 * them, to which nothing is added and which is not ended. Only the app's OpenTelemetry API, which
 * our own is not, is met here, by name.
 */
final class OwnTracing {

  /** The name of the library's tracer. */
  static final String SCOPE = "gcp.vertex.agent";

  private OwnTracing() {}

  /** Changes the tracer that {@code tracing} has. */
  static void leaveDoublesOut(Class<?> tracing) {
    try {
      Field tracer = tracing.getDeclaredField("tracer");
      tracer.setAccessible(true);
      tracer.set(null, proxy(tracer.getType(), new Quiet(tracer.get(null), OwnTracing::isDouble)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(tracing.getName() + " is not as it was: " + e, e);
    }
  }

  static boolean isDouble(String span) {
    return span.equals("call_llm") || span.equals("send_data") || span.startsWith("execute_tool");
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static @Nullable Object pass(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** A tracer; a span whose name is {@code left} out is not begun. */
  private record Quiet(Object tracer, Predicate<String> left) implements InvocationHandler {

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      return arguments != null && arguments[0] instanceof String name && left.test(name)
          ? proxy(method.getReturnType(), new NoSpan())
          : pass(tracer, method, arguments);
    }
  }

  /** A builder of a span that is the one around it. */
  private static final class NoSpan implements InvocationHandler {

    private @Nullable Object parent;

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      if (method.getName().equals("startSpan")) {
        return around(method.getReturnType());
      }
      if (method.getName().equals("setParent") && arguments != null) {
        parent = arguments[0];
      }
      return proxy;
    }

    private @Nullable Object around(Class<?> span) throws Throwable {
      Method context = span.getMethod("getSpanContext");
      Object current = parent == null ? pass(span, span.getMethod("current"), null) : of(span);
      return pass(
          span,
          span.getMethod("wrap", context.getReturnType()),
          new Object[] {current == null ? null : pass(current, context, null)});
    }

    private @Nullable Object of(Class<?> span) throws Throwable {
      for (Method method : span.getMethods()) {
        if (method.getName().equals("fromContext")) {
          return pass(span, method, new Object[] {parent});
        }
      }
      throw new NoSuchMethodException("fromContext");
    }
  }
}
