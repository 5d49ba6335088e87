/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.javaagent.aiops.call.MalformedAnswer;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;

/** Reads the library's answers and events. */
final class Responses {

  /** Where no answer named the request, as the library says. */
  private static final String UNKNOWN = "UNKNOWN";

  private Responses() {}

  /**
   * A whole answer.
   *
   * @throws MalformedAnswer if its body is no JSON
   */
  static ModelResponse read(Format format, Object response) {
    Gathered into = new Gathered();
    head(response, into);
    if (response instanceof InvokeModelResponse invoked) {
      Answers.read(format, json(invoked.body().asByteArrayUnsafe()), into);
    } else {
      Answers.read(format, Pojos.tree(response), into);
    }
    if (!into.isCounted()) {
      counts(response, into);
    }
    return into.response();
  }

  private static Tree json(byte[] bytes) {
    try {
      return Tree.ofJson(bytes);
    } catch (IOException e) {
      throw new MalformedAnswer("the answer is no JSON");
    }
  }

  /** The request's id, which stands for the answer's where that has none of its own. */
  static void head(@Nullable Object response, Gathered into) {
    if (response instanceof AwsResponse answer && answer.responseMetadata() != null) {
      String id = answer.responseMetadata().requestId();
      into.id(UNKNOWN.equals(id) ? null : id);
    }
  }

  /** Bedrock counts the tokens of every model in the head of its answer. */
  private static void counts(Object response, Gathered into) {
    if (response instanceof AwsResponse answer && answer.sdkHttpResponse() != null) {
      SdkHttpResponse head = answer.sdkHttpResponse();
      into.cacheApart();
      into.count(UsageUnit.INPUT_TOKENS, count(head, "Input"));
      into.count(UsageUnit.OUTPUT_TOKENS, count(head, "Output"));
      into.count(UsageUnit.CACHE_READ_TOKENS, count(head, "Cache-Read-Input"));
      into.count(UsageUnit.CACHE_WRITE_TOKENS, count(head, "Cache-Write-Input"));
    }
  }

  private static Tree count(SdkHttpResponse head, String what) {
    String text = head.firstMatchingHeader("X-Amzn-Bedrock-" + what + "-Token-Count").orElse("");
    return text.matches("\\d{1,15}") ? new Tree(Long.valueOf(text)) : Tree.NOTHING;
  }

  /** An event of a stream, as it is on the wire; nothing where it is none that we know. */
  static Tree event(Object event) throws IOException {
    if (event instanceof PayloadPart part) {
      return Tree.ofJson(part.bytes().asByteArrayUnsafe());
    }
    return event instanceof ConverseStreamOutput output
        ? new Tree(Map.of(output.sdkEventType().toString(), value(output)))
        : Tree.NOTHING;
  }

  private static Object value(ConverseStreamOutput output) {
    Object value = Pojos.tree(output).value();
    return value == null ? Map.of() : value;
  }
}
