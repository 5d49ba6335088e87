/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Hooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code McpAsyncClient.callTool}, which the blocking client waits for. */
final class ClientInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.modelcontextprotocol.client.McpAsyncClient");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    Hooks.arm(
        transformer,
        McpModule.NAME,
        named("callTool")
            .and(takesArguments(1))
            .and(takesArgument(0, named("io.modelcontextprotocol.spec.McpSchema$CallToolRequest"))),
        getClass().getName() + (GatedCalls.on() ? "$Gated" : "$Recorded"));
  }

  /**
   * Advice where actions may need approval. The method only describes a call, which is made when
   * somebody subscribes. An entry that fails, even one that cannot be linked, gives null: the body
   * is skipped.
   */
  public static final class Gated {

    private Gated() {}

    /** The call that stands in for the client's; another object where this is that call. */
    @Advice.OnMethodEnter(
        suppress = Throwable.class,
        skipOn = Advice.OnDefaultValue.class,
        inline = false)
    public static @Nullable Object enter(
        @Advice.This McpAsyncClient client, @Advice.Argument(0) CallToolRequest request) {
      return ToolMono.of(client, request);
    }

    /** Hands the call on, or an error where there is none. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Mono<CallToolResult> exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Mono<CallToolResult> answer) {
      if (entered == null) {
        return Mono.error(GatedCalls.turnedAway("the tool"));
      }
      return entered instanceof ToolMono call ? call.asMono() : answer;
    }
  }

  /** Advice where nothing needs approval. */
  public static final class Recorded {

    private Recorded() {}

    /** As {@link Gated#exit}. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Mono<CallToolResult> exit(
        @Advice.This McpAsyncClient client,
        @Advice.Argument(0) CallToolRequest request,
        @Advice.Return @Nullable Mono<CallToolResult> answer) {
      Object call = Faults.value("mcp tool", () -> ToolMono.of(client, request));
      return call instanceof ToolMono tool ? tool.asMono() : answer;
    }
  }
}
