/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/** Puts the limit of an answer that the budgets ask for into a prompt. */
final class Limits {

  // models on the providers' own clients, whose hooks put it into the request as it is sent
  private static final List<HiddenField> CLIENTS =
      List.of(new HiddenField("openAiClient"), new HiddenField("anthropicClient"));
  private static final Getter MUTATE = new Getter("mutate");
  private static final Getter COPY = new Getter("copy");
  private static final Getter BUILD = new Getter("build");
  private static final Getter MAX_COMPLETION_TOKENS = new Getter("getMaxCompletionTokens");

  private Limits() {}

  /** The prompt to send: the app's where nothing is asked; null where it cannot be limited. */
  static @Nullable Prompt of(ModelCall call, Object model, Prompt prompt) {
    long limit = call.injectMaxTokens();
    if (limit <= 0 || CLIENTS.stream().anyMatch(client -> client.of(model) != null)) {
      return prompt;
    }
    ChatOptions options = limited(prompt.getOptions(), (int) Math.min(Integer.MAX_VALUE, limit));
    return options == null ? null : new Prompt(prompt.getInstructions(), options);
  }

  /** The refusal of a call that cannot be limited. */
  static RuntimeException refusal() {
    RuntimeException fault =
        new IllegalStateException(
            "these chat options take no limit of the answer, and a budget needs one: set maxTokens");
    RuntimeException refusal = ModelCalls.refusal(fault);
    return refusal == null ? fault : refusal;
  }

  static @Nullable ChatOptions limited(@Nullable ChatOptions options, int limit) {
    if (options == null) {
      return ChatOptions.builder().maxTokens(limit).build();
    }
    // OpenAI's reasoning models reject the older limit
    boolean newer = MAX_COMPLETION_TOKENS.isOf(options);
    Object builder = MUTATE.of(options);
    Object changed = builder == null ? COPY.of(options) : builder;
    String name = newer ? "maxCompletionTokens" : "maxTokens";
    String setter =
        builder == null ? "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1) : name;
    if (changed == null || !set(changed, setter, limit)) {
      return null;
    }
    return (builder == null ? changed : BUILD.of(builder)) instanceof ChatOptions done
        ? done
        : null;
  }

  private static boolean set(Object target, String setter, int limit) {
    try {
      Method method = target.getClass().getMethod(setter, Integer.class);
      method.trySetAccessible();
      method.invoke(target, limit);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
