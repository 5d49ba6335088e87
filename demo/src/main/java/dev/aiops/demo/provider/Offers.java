/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Turns a request body into what it will get: picks the protocol, the words and the directives. */
final class Offers {

  private final Clock clock;
  private final AtomicLong ids = new AtomicLong();

  Offers(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads a request to {@code path}.
   *
   * @param script what the model says where the message has no orders
   * @param standing directives that hold for every request
   * @param header directives of the request's {@code x-sim} header
   * @throws IllegalArgumentException if no protocol can read it; the message says why
   */
  Offer offer(String path, ObjectNode body, Script script, Directives standing, Directives header) {
    deployment(path).ifPresent(model -> body.put("model", model));
    GeminiProtocol.read(path, body);
    Bedrock.read(path, body);
    String asked = body.path("model").asText("");
    int hash = asked.indexOf('#');
    Directives suffix = hash < 0 ? Directives.NONE : Directives.parse(asked.substring(hash + 1));
    if (hash >= 0) body.put("model", asked.substring(0, hash));
    Directives outer = suffix.then(header);
    if (path.endsWith("/embeddings")) return embeddings(body, standing.then(outer));
    Protocol protocol = protocol(path, body);
    return spoken(protocol, protocol.ask(body), script, standing, outer);
  }

  private static Protocol protocol(String path, JsonNode body) {
    if (path.endsWith("/messages")) return new MessagesProtocol();
    if (GeminiProtocol.speaks(path)) return new GeminiProtocol();
    if (Bedrock.speaks(path)) return Bedrock.protocol(path, body);
    return path.endsWith("/responses") ? new ResponsesProtocol() : new ChatProtocol();
  }

  /** The model of {@code …/deployments/{model}/…}. */
  private static Optional<String> deployment(String path) {
    List<String> parts = List.of(path.split("/", -1));
    int at = parts.indexOf("deployments");
    return at < 0 || at + 1 >= parts.size() ? Optional.empty() : Optional.of(parts.get(at + 1));
  }

  private Offer spoken(
      Protocol protocol, Ask ask, Script script, Directives standing, Directives outer) {
    Prompt prompt = Prompt.of(ask);
    Optional<Script.Line> line = script.line(ask);
    Directives how =
        standing
            .then(line.map(Script.Line::sim).orElse(Directives.NONE))
            .then(outer)
            .then(prompt.directives());
    Answer said =
        prompt.speaks()
            ? prompt.answer(ask)
            : line.map(Script.Line::answer).orElseGet(() -> plain(ask));
    Completion completion = Completion.of(id(protocol), seconds(), ask, said, how);
    return new Offer(
        protocol.endpoint(),
        ask.model(),
        completion.model(),
        ask.stream(),
        how,
        completion.use(),
        protocol.fees(completion),
        completion.usageTold() && how.told().isEmpty() && (!ask.stream() || ask.includeUsage()),
        protocol.headers(completion),
        () -> protocol.whole(completion),
        Events.of(protocol, completion));
  }

  private static Answer plain(Ask ask) {
    String results = String.join(" ", ask.toolResults());
    return Answer.of(results.isEmpty() ? "You said: " + ask.userText() : results);
  }

  private static Offer embeddings(JsonNode body, Directives how) {
    EmbeddingsProtocol.Inputs inputs = EmbeddingsProtocol.inputs(body);
    String served = how.word("served").orElse(PriceTable.served(inputs.model()));
    TokenUse use = how.usage().orElseGet(inputs::use);
    boolean told = how.fault() != Fault.NO_USAGE;
    return new Offer(
        "embeddings",
        inputs.model(),
        served,
        false,
        how,
        use,
        0,
        told,
        Map.of(),
        () -> EmbeddingsProtocol.whole(inputs, served, use, told),
        Events.NONE);
  }

  private String id(Protocol protocol) {
    String prefix =
        switch (protocol.endpoint()) {
          case "chat" -> "chatcmpl-";
          case "messages" -> "msg_";
          case "invoke_model" -> "msg_bdrk_";
          default -> "resp_";
        };
    return prefix + String.format(java.util.Locale.ROOT, "sim%08d", ids.incrementAndGet());
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }
}
