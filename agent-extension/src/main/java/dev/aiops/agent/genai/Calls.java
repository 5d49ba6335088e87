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
import java.util.ArrayList;
import java.util.List;
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
  static @Nullable Object[] begin(
      Object models, String method, @Nullable Object[] arguments, boolean async) {
    Backend backend = Backend.of(models, arguments[arguments.length - 1]);
    Context parent = Context.current();
    ModelCall call = ModelCalls.start(parent, request(backend, method, arguments));
    HostPort where = backend.where();
    if (where.host() != null) {
      call.endpoint(null, where.host(), where.port());
    }
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
