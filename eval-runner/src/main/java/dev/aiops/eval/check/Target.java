/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.Ending;
import dev.aiops.eval.trace.ModelCall;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.ToolCall;
import dev.aiops.eval.trace.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is evaluated: a run, one of its model calls or one of its tool calls. */
public sealed interface Target {

  /** The run, of every kind of target. */
  RecordedRun run();

  /** Its kind. */
  Kind kind();

  /** The run's id, else the span's. */
  String id();

  /** A text of it; null where that was not recorded. */
  @Nullable Content text(Part part);

  /** How it ended. */
  Ending ending();

  /** How long it took; null where it has no end. */
  @Nullable Duration duration();

  /** What it used; a tool call uses nothing itself. */
  Usage usage();

  /** Its tool calls: all of a run, none of a step, itself. */
  List<ToolCall> toolCalls();

  /** Its model calls: all of a run, itself, none of a tool call. */
  List<ModelCall> modelCalls();

  /** The targets of a kind in a run, in their order. */
  static Stream<Target> in(RecordedRun run, Kind kind) {
    return switch (kind) {
      case RUN -> Stream.of(new OfRun(run));
      case STEP -> run.modelCalls().stream().map(call -> new OfStep(run, call));
      case TOOL_CALL -> run.toolCalls().stream().map(call -> new OfToolCall(run, call));
    };
  }

  /** The kinds of targets. */
  enum Kind {
    /** A run as a whole. */
    RUN,
    /** Each call of a model. */
    STEP,
    /** Each call of a tool. */
    TOOL_CALL;

    /** As definitions and scores write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The texts that a target may have. */
  enum Part {
    /** What was asked: of a run and a step. */
    INPUT,
    /** What was answered: of a run and a step. */
    OUTPUT,
    /** With what a tool was called. */
    ARGUMENTS,
    /** What a tool returned. */
    RESULT;

    /** As definitions write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A run as a whole. */
  record OfRun(RecordedRun run) implements Target {

    @Override
    public Kind kind() {
      return Kind.RUN;
    }

    @Override
    public String id() {
      return run.id();
    }

    @Override
    public @Nullable Content text(Part part) {
      return switch (part) {
        case INPUT -> run.input();
        case OUTPUT -> run.output();
        case ARGUMENTS, RESULT -> null;
      };
    }

    @Override
    public Ending ending() {
      return run.ending();
    }

    @Override
    public @Nullable Duration duration() {
      return run.duration();
    }

    @Override
    public Usage usage() {
      return run.usage();
    }

    @Override
    public List<ToolCall> toolCalls() {
      return run.toolCalls();
    }

    @Override
    public List<ModelCall> modelCalls() {
      return run.modelCalls();
    }
  }

  /** A call of a model. */
  record OfStep(RecordedRun run, ModelCall call) implements Target {

    @Override
    public Kind kind() {
      return Kind.STEP;
    }

    @Override
    public String id() {
      return call.spanId();
    }

    @Override
    public @Nullable Content text(Part part) {
      return switch (part) {
        case INPUT -> call.input();
        case OUTPUT -> call.output();
        case ARGUMENTS, RESULT -> null;
      };
    }

    @Override
    public Ending ending() {
      return call.ending();
    }

    @Override
    public Duration duration() {
      return call.duration();
    }

    @Override
    public Usage usage() {
      return call.usage();
    }

    @Override
    public List<ToolCall> toolCalls() {
      return List.of();
    }

    @Override
    public List<ModelCall> modelCalls() {
      return List.of(call);
    }
  }

  /** A call of a tool. */
  record OfToolCall(RecordedRun run, ToolCall call) implements Target {

    @Override
    public Kind kind() {
      return Kind.TOOL_CALL;
    }

    @Override
    public String id() {
      return call.spanId();
    }

    @Override
    public @Nullable Content text(Part part) {
      return switch (part) {
        case ARGUMENTS -> call.arguments();
        case RESULT -> call.result();
        case INPUT, OUTPUT -> null;
      };
    }

    @Override
    public Ending ending() {
      return call.ending();
    }

    @Override
    public Duration duration() {
      return call.duration();
    }

    @Override
    public Usage usage() {
      return Usage.NONE;
    }

    @Override
    public List<ToolCall> toolCalls() {
      return List.of(call);
    }

    @Override
    public List<ModelCall> modelCalls() {
      return List.of();
    }
  }
}
