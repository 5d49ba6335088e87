/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import dev.aiops.agent.reactive.Watch;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Vocabulary;
import io.opentelemetry.javaagent.aiops.approval.Execution;
import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.GatedCall;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Place;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.approval.Passage;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A call of a server's tool.
 *
 * @param tool its span: the one of a framework's tool where that wraps it
 * @param context it runs in
 * @param sent what goes to the server: approved arguments, and the trace in {@code _meta}
 */
record Call(ToolCall tool, Passage passage, Context context, CallToolRequest sent)
    implements Watch {

  private static final String FAILED = "tool_error";

  /**
   * One place for all clients: a framework that tries again by a new one would call the tool twice
   * by one approval.
   */
  private static final Object PLACE = Call.class;

  static Call start(Context parent, McpAsyncClient client, CallToolRequest request)
      throws UnreadableArgumentsException {
    ToolCall tool =
        ToolCalls.start(
            parent,
            new ToolRequest(
                request.name(), null, McpModule.NAME, "extension", () -> text(request)));
    Span.fromContext(tool.context()).setAttribute(Vocabulary.MCP_METHOD_NAME, "tools/call");
    Passage passage = GatedCalls.pass(gated(client, request, tool.context()));
    if (passage instanceof Passage.Admitted admitted) {
      Map<String, Object> arguments = WholeNumbers.in(admitted.arguments().values());
      return of(tool, passage, admitted.context(), request, arguments);
    }
    return of(tool, passage, tool.context(), request, request.arguments());
  }

  private static Call of(
      ToolCall tool,
      Passage passage,
      Context context,
      CallToolRequest request,
      @Nullable Map<String, Object> arguments) {
    Map<String, Object> meta = TraceMeta.with(request.meta(), context);
    return new Call(tool, passage, context, new CallToolRequest(request.name(), arguments, meta));
  }

  private static GatedCall gated(McpAsyncClient client, CallToolRequest request, Context context) {
    return new GatedCall(
        GatedCalls.nameInside(context, request.name()),
        () -> "",
        () -> frozen(request),
        context,
        new Place(PLACE, "callTool"),
        ListedTools.hints(client, request.name()));
  }

  private static FrozenArguments frozen(CallToolRequest request)
      throws UnreadableArgumentsException {
    @Nullable Map<String, Object> arguments = request.arguments();
    return FrozenArguments.of(arguments == null ? Map.of() : arguments);
  }

  /** Other than JSON only in what JSON has no one form for: repeats of that are told apart, too. */
  private static String text(CallToolRequest request) {
    try {
      return frozen(request).text();
    } catch (UnreadableArgumentsException e) {
      return String.valueOf(request.arguments());
    }
  }

  /** The result, after what a model must be told of it. */
  CallToolResult told(CallToolResult result) {
    Execution execution = execution();
    String notice = execution == null ? null : execution.notice();
    if (notice == null) {
      return result;
    }
    List<Content> content = new ArrayList<>(List.of(new TextContent(null, notice, null)));
    content.addAll(result.content());
    return new CallToolResult(content, result.isError(), result.structuredContent(), result.meta());
  }

  private @Nullable Execution execution() {
    return passage instanceof Passage.Admitted admitted ? admitted.execution() : null;
  }

  @Override
  public void next(Object element) {
    CallToolResult result = (CallToolResult) element;
    // the approval's outcome before the span ends, on which it leaves word
    if (Boolean.TRUE.equals(result.isError())) {
      report(FAILED);
      tool.failWith(FAILED, () -> text(result));
    } else {
      report(null);
      tool.succeed(() -> text(result));
    }
  }

  @Override
  public void done() {
    report(null);
    tool.succeed(null);
  }

  @Override
  public void failed(Throwable error) {
    report(TypedError.of(error));
    tool.fail(error);
  }

  @Override
  public void cancelled() {
    failed(new CancellationException("the app cancelled the call"));
  }

  private void report(@Nullable String errorType) {
    Execution execution = execution();
    if (execution == null) {
      return;
    }
    if (errorType == null) {
      execution.succeeded();
    } else {
      execution.failed(errorType);
    }
  }

  private static String text(CallToolResult result) {
    StringBuilder text = new StringBuilder();
    for (Content content : result.content()) {
      if (content instanceof TextContent part) {
        text.append(text.isEmpty() ? "" : "\n").append(part.text());
      }
    }
    return text.toString();
  }
}
