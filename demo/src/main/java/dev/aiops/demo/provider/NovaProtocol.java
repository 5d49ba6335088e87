/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Nova's bodies of InvokeModel: those of Converse, with other names for the cache's counts and with
 * each event's name in its JSON, as documented at <a
 * href="https://docs.aws.amazon.com/nova/latest/userguide/using-invoke-api.html">using-invoke-api</a>
 * and <a
 * href="https://docs.aws.amazon.com/nova/latest/userguide/prompt-caching.html">prompt-caching</a>.
 */
final class NovaProtocol implements Protocol {

  private final ConverseProtocol converse = new ConverseProtocol();

  @Override
  public String endpoint() {
    return converse.endpoint();
  }

  @Override
  public Ask ask(JsonNode body) {
    return converse.ask(body);
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json = (ObjectNode) converse.whole(completion);
    json.remove("metrics");
    rename(json.path("usage"));
    return json;
  }

  private static void rename(JsonNode usage) {
    if (!(usage instanceof ObjectNode counts)) return;
    counts.remove("cacheDetails");
    for (String name : List.of("cacheReadInputTokens", "cacheWriteInputTokens")) {
      if (counts.has(name)) counts.set(name.replace("Tokens", "TokenCount"), counts.remove(name));
    }
  }

  @Override
  public List<Frame> frames(Completion completion) {
    return converse.frames(completion).stream().map(NovaProtocol::named).toList();
  }

  private static Frame named(Frame frame) {
    ObjectNode json = JSON.createObjectNode();
    json.set(frame.event(), frame.json());
    rename(json.path(frame.event()).path("usage"));
    return new Frame("", json.toString(), frame.tokens(), frame.usage());
  }
}
