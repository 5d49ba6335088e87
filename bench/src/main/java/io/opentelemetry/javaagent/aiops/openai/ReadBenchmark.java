/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import dev.aiops.bench.Answers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a chat completion as it passes to the app: on the app's thread, so it counts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadBenchmark {
  private static final JsonShape<AnswerField> SHAPE = JsonShape.of(AnswerField.class);
  private static final int KEPT = 8_192;

  private final byte[] document = Answers.chatCompletion().getBytes(StandardCharsets.UTF_8);
  private final byte[] stream = Answers.chatStream().getBytes(StandardCharsets.UTF_8);

  /** One JSON document of some 1,200 bytes. */
  @Benchmark
  public boolean document() {
    Answer answer = Answer.of(Endpoint.CHAT, KEPT);
    JsonPush<AnswerField> json = new JsonPush<>(SHAPE, answer);
    json.feed(document, 0, document.length);
    answer.eventEnded();
    return answer.finished();
  }

  /** The same answer in some 110 server-sent events, one a word. */
  @Benchmark
  public boolean stream() {
    Answer answer = Answer.of(Endpoint.CHAT, KEPT);
    JsonPush<AnswerField> json = new JsonPush<>(SHAPE, answer);
    SsePush events = new SsePush(new Events(json, answer));
    int at = 0;
    while (at < stream.length) {
      at = events.feed(stream, at, stream.length);
    }
    return answer.finished();
  }

  /** Hands each event to the answer. */
  private record Events(JsonPush<AnswerField> json, Answer answer) implements SsePush.Events {
    @Override
    public void data(byte[] bytes, int from, int to) {
      json.feed(bytes, from, to);
    }

    @Override
    public void eventEnded() {
      json.reset();
      answer.eventEnded();
    }
  }
}
