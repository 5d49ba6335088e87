/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Leaf;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** A call of an embedding model between the entry and the exit of its method. */
record EmbeddingCalls(ModelCall call, Scope scope) {

  private static final Leaf LEAF = new Leaf(EmbeddingModel.class);

  /** The state of an admitted call, what to throw in place of making it, or null. */
  static @Nullable Object begin(EmbeddingModel model, EmbeddingRequest request) {
    if (!LEAF.is(model)) {
      return null;
    }
    Options options = Options.of(model, request.getOptions());
    ModelCall call =
        ModelCalls.start(Context.current(), Requests.embeddings(model, request, options));
    HostPort where = Providers.host(model, options);
    call.endpoint(null, where.host(), where.port());
    RuntimeException refusal = call.admit();
    return refusal == null ? new EmbeddingCalls(call, Scopes.enter(call.context())) : refusal;
  }

  void ended(@Nullable EmbeddingResponse response, @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      Ends.failed(call, thrown);
    } else {
      call.succeed(Responses.embeddings(response));
    }
  }
}
