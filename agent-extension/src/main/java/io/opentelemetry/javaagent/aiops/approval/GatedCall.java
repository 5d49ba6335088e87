/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.context.Context;
import java.util.function.Supplier;

/**
 * A call about to be made.
 *
 * @param tool its name as the model knows it, or class and method
 * @param definition SHA-256 of what the tool is, in lower hex; empty where nobody can tell. Asked
 *     only where a rule may hold the call
 * @param arguments what it is called with
 * @param context in which it will run: its span is the current one
 * @param place where the hook is, so that one permit lets each place pass once
 * @param hints of the server that has the tool, as the caller's own client was told
 */
public record GatedCall(
    String tool,
    Supplier<String> definition,
    Arguments arguments,
    Context context,
    Place place,
    ToolHints hints) {

  /** Of a tool of which no server says anything. */
  public GatedCall(
      String tool, Supplier<String> definition, Arguments arguments, Context context, Place place) {
    this(tool, definition, arguments, context, place, ToolHints.UNKNOWN);
  }

  /** Reads arguments, so that nobody can change them any more. */
  public interface Arguments {

    /**
     * Reads them, at most once.
     *
     * @throws UnreadableArgumentsException if they have no one canonical form
     */
    FrozenArguments freeze() throws UnreadableArgumentsException;

    /** Of JSON text. */
    static Arguments json(String text) {
      return () -> FrozenArguments.read(text);
    }
  }

  /** A method of one object: a hooked method may call another on the same request. */
  public record Place(Object owner, String method) {

    /** The same object, whatever it takes itself to be equal to. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Place place && place.owner == owner && place.method.equals(method);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(owner) ^ method.hashCode();
    }
  }
}
