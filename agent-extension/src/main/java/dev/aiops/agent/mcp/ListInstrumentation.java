/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code McpAsyncClient.listTools} of one page, by which the one of all pages and the blocking
 * client list. Nothing is listed that the app does not list. It arms no hook: a client whose calls
 * go unseen would not be missed.
 */
final class ListInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.modelcontextprotocol.client.McpAsyncClient");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    if (GatedCalls.on()) {
      transformer.applyAdviceToMethod(
          named("listTools").and(takesArgument(0, String.class)),
          getClass().getName() + "$Listing");
    }
  }

  /** Advice on the method. */
  public static final class Listing {

    private Listing() {}

    /** Looks at what the server answers. */
    @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
    @Advice.AssignReturned.ToReturned
    public static @Nullable Mono<ListToolsResult> exit(
        @Advice.This McpAsyncClient client, @Advice.Return @Nullable Mono<ListToolsResult> answer) {
      return answer == null
          ? null
          : answer.doOnNext(
              listed -> Faults.guard("mcp tools", () -> ListedTools.learn(client, listed)));
    }
  }
}
