/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ids of the calls that an answer asks for, which Spring AI does not tell its tools. */
public final class ToolIds {

  private static final ContextKey<ToolIds> KEY = ContextKey.named("aiops-spring-ai-tools");

  private final List<Asked> open;

  /** A call that the model asked for. */
  public record Asked(String id, String name, String arguments) {}

  private ToolIds(List<Asked> asked) {
    this.open = new ArrayList<>(asked);
  }

  /** {@code context} in which the tools of one answer run. */
  public static Context in(Context context, List<Asked> asked) {
    return context.with(KEY, new ToolIds(asked));
  }

  /** The id of a call that has not run yet, null where the model asked for none. */
  public static @Nullable String take(Context context, String name, String arguments) {
    ToolIds ids = context.get(KEY);
    return ids == null ? null : ids.take(name, arguments);
  }

  private synchronized @Nullable String take(String name, String arguments) {
    Asked exact = first(asked -> asked.name.equals(name) && asked.arguments.equals(arguments));
    // an empty text of arguments comes to the tool as an empty object
    Asked found = exact != null ? exact : first(asked -> asked.name.equals(name));
    open.remove(found);
    return found == null ? null : found.id;
  }

  private @Nullable Asked first(Predicate<Asked> wanted) {
    return open.stream().filter(wanted).findFirst().orElse(null);
  }
}
