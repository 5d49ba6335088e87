/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Unknown;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks that a figure of a target stays within a limit, the limit included. */
public final class Limits {

  private Limits() {}

  /** How long it took. */
  public static Check latency(Duration most) {
    return target -> within(millis(target.duration()), most.toMillis(), "ms", "it has no end");
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  /** What it cost, in USD. */
  public static Check cost(BigDecimal most) {
    return target -> {
      BigDecimal cost = target.usage().costUsd();
      return cost == null
          ? new Unknown("a call has no known cost")
          : Outcome.of(cost.compareTo(most) <= 0, "$" + cost.toPlainString() + " of $" + most);
    };
  }

  /** Input and output tokens. */
  public static Check tokens(long most) {
    return target -> within(target.usage().tokens(), most, "tokens", "a call has no known usage");
  }

  /** Calls of models. */
  public static Check steps(long most) {
    return target -> within((long) target.modelCalls().size(), most, "steps", "");
  }

  /** What ended otherwise than well: the target itself, and calls within it. */
  public static Check errors(long most) {
    return target ->
        target.ending().isOver()
            ? within(failures(target), most, "errors", "")
            : new NotApplicable("it is not over");
  }

  private static long failures(Target target) {
    long models = target.modelCalls().stream().filter(call -> !call.ending().isOk()).count();
    long tools = target.toolCalls().stream().filter(call -> !call.ending().isOk()).count();
    // a step and a tool call are their own one call
    long itself = target instanceof Target.OfRun && !target.ending().isOk() ? 1 : 0;
    return models + tools + itself;
  }

  private static Outcome within(@Nullable Long found, long most, String unit, String whyUnknown) {
    return found == null
        ? new Unknown(whyUnknown)
        : Outcome.of(found <= most, found + " " + unit + ", at most " + most);
  }
}
