/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** A streamed answer and its iterator, which are classes and cannot be wrapped. */
final class StreamInstrumentation implements TypeInstrumentation {

  private static final String STREAM = "com.google.genai.ResponseStream";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(STREAM, STREAM + "$ResponseStreamIterator");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isMethod().and(named("next")).and(takesNoArguments()).and(not(isBridge())),
        getClass().getName() + "$Next");
    transformer.applyAdviceToMethod(
        isMethod().and(named("readNextJson")).and(takesNoArguments()),
        getClass().getName() + "$Read");
    transformer.applyAdviceToMethod(
        isMethod().and(named("readCurrent")).and(takesNoArguments()).and(not(isBridge())),
        getClass().getName() + "$Current");
    transformer.applyAdviceToMethod(
        isMethod().and(named("close")).and(takesNoArguments()), getClass().getName() + "$Close");
  }

  /** After the app was given a piece, or an error, by an iterator that reads ahead. */
  public static final class Next {

    private Next() {}

    /** Tells the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.This Object iterator,
        @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object piece,
        @Advice.Thrown @Nullable Throwable thrown) {
      Faults.guard("google-genai stream", () -> OpenStream.passed(iterator, piece, thrown));
    }
  }

  /** After another piece was read, as text. */
  public static final class Read {

    private Read() {}

    /** Tells the call that there is none, or that the connection broke. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.This Object iterator,
        @Advice.Return @Nullable String json,
        @Advice.Thrown @Nullable Throwable thrown) {
      Faults.guard("google-genai stream", () -> OpenStream.read(iterator, json, thrown));
    }
  }

  /** After an iterator of 1.77 or newer made a piece of what it has read. */
  public static final class Current {

    private Current() {}

    /** Tells the call. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    public static void exit(
        @Advice.This Object iterator,
        @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object piece,
        @Advice.Thrown @Nullable Throwable thrown) {
      Faults.guard("google-genai stream", () -> OpenStream.made(iterator, piece, thrown));
    }
  }

  /** Before the app closes a stream. */
  public static final class Close {

    private Close() {}

    /** Gives up what has not ended. */
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    public static void enter(@Advice.This Object stream) {
      Faults.guard("google-genai stream", () -> OpenStream.closed(stream));
    }
  }
}
