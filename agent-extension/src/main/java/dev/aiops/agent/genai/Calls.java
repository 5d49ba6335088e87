/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateContentConfig;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Begins calls. The methods take a model first and a configuration last; what is between has
 * changed from version to version.
 */
final class Calls {

  static final String GENERATE = "privateGenerateContent";
  static final String GENERATE_STREAM = "privateGenerateContentStream";
  static final String EMBED = "privateEmbedContent";

  private Calls() {}

  /** What enter advice gives for a call of {@code method} with {@code arguments}. */
  static @Nullable Object[] begin(Object models, String method, @Nullable Object[] arguments) {
    Context parent = Context.current();
    return admitted(start(models, method, arguments), parent, arguments, false);
  }

  /** As {@link #begin}, of a {@code method} that gives a future. */
  static @Nullable Object @Nullable [] beginAsync(
      Object models, String method, @Nullable Object[] arguments) {
    Context parent = Context.current();
    if (ModelCalls.isElsewhere(parent)) {
      return null;
    }
    ModelCall call = start(models, method, arguments);
    return call.mustWait()
        ? Entered.elsewhere(
            call, parent, arguments, () -> invoked(models, method, limited(call, arguments)))
        : admitted(call, parent, arguments, true);
  }

  /** Calls the method, which is the library's own and not for others. */
  @SuppressWarnings("unchecked") // who asked gets what the library gives
  private static CompletableFuture<Object> invoked(
      Object models, String name, @Nullable Object[] arguments) {
    Method method = named(models.getClass(), name, arguments.length);
    try {
      method.setAccessible(true);
      return (CompletableFuture<Object>) method.invoke(models, arguments);
    } catch (InvocationTargetException e) {
      return CompletableFuture.failedFuture(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " cannot be called: " + e, e);
    }
  }

  private static Method named(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> method.getReturnType() == CompletableFuture.class)
        .filter(method -> method.getParameterCount() == parameters)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no " + name));
  }

  private static ModelCall start(Object models, String method, @Nullable Object[] arguments) {
    Backend backend = Backend.of(models, arguments[arguments.length - 1]);
    ModelCall call = ModelCalls.start(Context.current(), request(backend, method, arguments));
    HostPort where = backend.where();
    if (where.host() != null) {
      call.endpoint(null, where.host(), where.port());
    }
    return call;
  }

  private static @Nullable Object[] admitted(
      ModelCall call, Context parent, @Nullable Object[] arguments, boolean async) {
    RuntimeException refusal = call.admit();
    return refusal != null
        ? Entered.refused(refusal, arguments)
        : Entered.admitted(call, parent, limited(call, arguments), async);
  }

  private static ModelRequest request(
      Backend backend, String method, @Nullable Object[] arguments) {
    String model = arguments[0] instanceof String name ? name : null;
    Object config = arguments[arguments.length - 1];
    if (method.equals(EMBED)) {
      EmbedContentConfig embed = config instanceof EmbedContentConfig given ? given : null;
      return Requests.embed(backend, model, contents(arguments), embed);
    }
    GenerateContentConfig generate = config instanceof GenerateContentConfig given ? given : null;
    return Requests.generate(
        GenAiModule.NAME,
        backend,
        model,
        contents(arguments),
        generate,
        method.equals(GENERATE_STREAM));
  }

  /** A list, beside which newer versions give its only element once more, or that alone. */
  private static List<Content> contents(@Nullable Object[] arguments) {
    List<Content> contents = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof List<?> list) {
        list.stream()
            .filter(Content.class::isInstance)
            .map(Content.class::cast)
            .forEach(contents::add);
      } else if (argument instanceof Content content && contents.isEmpty()) {
        contents.add(content);
      }
    }
    return contents;
  }

  /** The arguments, with the limit of the answer that the budgets ask for, if they do. */
  private static @Nullable Object[] limited(ModelCall call, @Nullable Object[] arguments) {
    long limit = call.injectMaxTokens();
    if (limit <= 0) {
      return arguments;
    }
    @Nullable Object[] limited = arguments.clone();
    int last = arguments.length - 1;
    limited[last] = Requests.limited((GenerateContentConfig) arguments[last], limit);
    return limited;
  }
}
