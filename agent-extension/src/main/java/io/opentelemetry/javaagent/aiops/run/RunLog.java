/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.Background.Pending;
import io.opentelemetry.javaagent.aiops.content.ContentRules;
import io.opentelemetry.javaagent.aiops.export.RunEvent;
import io.opentelemetry.javaagent.aiops.export.RunEventSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens to runs. The app's threads only queue; texts are redacted off them. When more
 * runs begin and end than can be redacted, their texts are left out, never the event itself.
 */
final class RunLog {

  /** How long a start waits for the name of the first model. */
  static final Duration START_WAIT = Duration.ofSeconds(1);

  /** How often an open run says that it lives; the server calls it lost after 60 s of silence. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final RunEventSink sink;
  private final ContentRules content;
  private final Background background;
  private final InstantSource clock;
  private final Supplier<ProcessIdentity> process;

  RunLog(
      RunEventSink sink,
      ContentRules content,
      Background background,
      InstantSource clock,
      Supplier<ProcessIdentity> process) {
    this.sink = sink;
    this.content = content;
    this.background = background;
    this.clock = clock;
    this.process = process;
  }

  boolean capturesContent() {
    return content.runs();
  }

  String cut(String text) {
    return content.window(text);
  }

  Pending later(Duration delay, Runnable task) {
    return background.later("run heartbeat", delay, task);
  }

  void started(RunRecord record, Supplier<@Nullable String> input) {
    write(record, RunEvent.Kind.STARTED, input, null);
  }

  void heartbeat(RunRecord record) {
    write(record, RunEvent.Kind.HEARTBEAT, () -> null, null);
  }

  void waits(RunRecord record) {
    write(record, RunEvent.Kind.WAITING_APPROVAL, () -> null, null);
  }

  void resumed(RunRecord record) {
    write(record, RunEvent.Kind.RESUMED, () -> null, null);
  }

  /** Writes what waits to be written, a few seconds at most. */
  void writeNow() {
    background.drain();
  }

  void ended(RunRecord record, RunEnd end) {
    write(record, RunEvent.Kind.ENDED, () -> null, end);
  }

  /** As {@link #ended}, at that time and by the background itself. */
  void endedNow(RunRecord record, RunEnd end, Instant at) {
    sink.accept(event(record, RunEvent.Kind.ENDED, at, origin(record, record.model(), null), end));
  }

  private void write(
      RunRecord record,
      RunEvent.Kind kind,
      Supplier<@Nullable String> input,
      @Nullable RunEnd end) {
    Instant now = clock.instant();
    String model = record.model();
    boolean room = background.hasRoom();
    Supplier<@Nullable String> asked = room ? input : () -> null;
    RunEnd how = end == null || room ? end : end.withoutOutput();
    background.soon(
        "writing a run event",
        () -> {
          if (kind == RunEvent.Kind.STARTED || kind == RunEvent.Kind.HEARTBEAT) {
            record.beat(); // each of these, and no other, is followed by the next heartbeat
          }
          RunEvent.Origin origin = origin(record, model, asked.get());
          if (kind == RunEvent.Kind.STARTED) {
            record.keep(origin.input());
          }
          sink.accept(event(record, kind, now, origin, how));
        });
  }

  private RunEvent event(
      RunRecord record,
      RunEvent.Kind kind,
      Instant time,
      RunEvent.Origin origin,
      @Nullable RunEnd end) {
    return new RunEvent(
        record.run().id(),
        time,
        kind,
        record.rootSpan().getTraceId(),
        record.rootSpan().getSpanId(),
        end == null ? "running" : end.status(),
        origin,
        end == null ? RunEvent.Outcome.NONE : outcome(end));
  }

  private RunEvent.Origin origin(RunRecord record, @Nullable String model, @Nullable String input) {
    ProcessIdentity here = process.get();
    RunIdentity identity = record.run().identity();
    return new RunEvent.Origin(
        here.serviceName(),
        here.serviceInstanceId(),
        here.environment(),
        here.team(),
        known(identity.agent()),
        known(identity.agentVersion()),
        known(model),
        known(identity.userId()),
        known(identity.conversationId()),
        clean(input));
  }

  private RunEvent.Outcome outcome(RunEnd end) {
    return new RunEvent.Outcome(
        capturesContent() ? clean(end.output().get()) : "",
        known(end.failingSpanId()),
        known(end.errorType()),
        clean(end.errorMessage()));
  }

  private String clean(@Nullable String text) {
    return text == null ? "" : content.clean(text).value();
  }

  private static String known(@Nullable String value) {
    return value == null ? "" : value;
  }
}
