/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import dev.aiops.agent.reactive.Publishers;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException;
import io.opentelemetry.javaagent.aiops.approval.ApprovalUnavailableException;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.approval.Passage;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.List;
import reactor.core.publisher.Mono;

/** A call of a server's tool, of which each subscription is one. */
final class ToolMono {

  private static final ContextKey<Object> MADE = ContextKey.named("aiops-mcp-call");
  private static final Object PASS = new Object();
  private static final String WHAT = "mcp tool";

  private final McpAsyncClient client;
  private final CallToolRequest request;
  private final Context assembled = Context.current();

  private ToolMono(McpAsyncClient client, CallToolRequest request) {
    this.client = client;
    this.request = request;
  }

  /** What stands in for the client's call; another object where this is that call, let pass. */
  static Object of(McpAsyncClient client, CallToolRequest request) {
    return Context.current().get(MADE) == request ? PASS : new ToolMono(client, request);
  }

  /** Who is asked may have to wait for a person: never on the thread that subscribes. */
  Mono<CallToolResult> asMono() {
    return Mono.defer(
        () -> {
          Context parent = parent(Context.current());
          Mono<CallToolResult> call = Mono.defer(() -> begun(parent));
          return GatedCalls.on() ? call.subscribeOn(Asking.THREADS) : call;
        });
  }

  /** A thread of the library that subscribes knows of no run. */
  private Context parent(Context subscribed) {
    return subscribed.equals(Context.root()) ? assembled : subscribed;
  }

  private Mono<CallToolResult> begun(Context parent) {
    Call call;
    try {
      call = Call.start(parent, client, request);
    } catch (Throwable t) {
      return failed(t);
    }
    return call.passage() instanceof Passage.Refused refused
        ? refused(call, refused.why())
        : made(call);
  }

  private Mono<CallToolResult> failed(Throwable fault) {
    if (GatedCalls.on()) {
      return Mono.error(GatedCalls.failed(request.name(), fault));
    }
    Faults.report(WHAT, fault);
    return sent(Context.current(), request);
  }

  /** A person's word is a result that a model reads; that nobody can be asked is an error. */
  private static Mono<CallToolResult> refused(Call call, ApprovalException why) {
    Faults.guard(WHAT, () -> call.tool().refuse(why));
    if (why instanceof ApprovalUnavailableException) {
      return Mono.error(why);
    }
    TextContent text = new TextContent(null, String.valueOf(why.getMessage()), null);
    return Mono.just(new CallToolResult(List.of(text), true, null, null));
  }

  @SuppressWarnings("unchecked") // a watched publisher has the type of the one that is watched
  private Mono<CallToolResult> made(Call call) {
    Mono<CallToolResult> source = sent(call.context(), call.sent());
    Object watched = Faults.value(WHAT, () -> Publishers.watched(source, Mono.class, () -> call));
    return watched instanceof Mono<?> ? ((Mono<CallToolResult>) watched).map(call::told) : source;
  }

  private Mono<CallToolResult> sent(Context context, CallToolRequest sent) {
    return context.with(MADE, sent).wrapSupplier(() -> client.callTool(sent)).get();
  }
}
