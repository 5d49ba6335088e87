/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A rule's CEL condition. Whatever is in doubt holds: a condition that does not compile, a missing
 * argument or hint, an error, a value that is no truth value, and a NaN anywhere on the way, as
 * every comparison with it is false.
 */
public final class Condition {

  /** Longest text, deepest nesting, largest tree, and most rounds of all loops together. */
  private static final CelOptions BOUNDS =
      CelOptions.current()
          .maxExpressionCodePointSize(2_000)
          .maxParseRecursionDepth(32)
          .maxParseExpressionNodeCount(1_000)
          .comprehensionMaxIterations(10_000)
          .maxRegexProgramSize(1_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private static final Cel CEL =
      CelFactory.plannerCelBuilder()
          .setOptions(BOUNDS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("args", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("hints", MapType.create(SimpleType.STRING, SimpleType.BOOL))
          .addVar("tool", SimpleType.STRING)
          .addVar("agent", SimpleType.STRING)
          .addVar("service", SimpleType.STRING)
          .addVar("environment", SimpleType.STRING)
          .addVar("team", SimpleType.STRING)
          .addVar("requester", SimpleType.DYN)
          .setResultType(SimpleType.BOOL)
          .build();

  private static final int MOST_KEPT = 1_000;
  private static final Map<String, Optional<Program>> PROGRAMS = new ConcurrentHashMap<>();

  /**
   * What is wrong with a text.
   *
   * @param line of the text, from 1
   * @param column from 0
   */
  public record Mistake(int line, int column, String text) {}

  private Condition() {}

  /** Everything that is wrong with a condition's text; empty where it compiles. */
  public static List<Mistake> mistakes(String text) {
    return CEL.compile(text).getErrors().stream().map(Condition::mistake).toList();
  }

  private static Mistake mistake(CelIssue issue) {
    return new Mistake(
        Math.max(1, issue.getSourceLocation().getLine()),
        Math.max(0, issue.getSourceLocation().getColumn()),
        issue.getMessage());
  }

  /** Whether a condition holds an action. */
  static boolean holds(String text, Action action) {
    return program(text).map(program -> isTrueOrInDoubt(program, action)).orElse(true);
  }

  private static Optional<Program> program(String text) {
    if (PROGRAMS.size() > MOST_KEPT) {
      PROGRAMS.clear();
    }
    return PROGRAMS.computeIfAbsent(text, Condition::compile);
  }

  private static Optional<Program> compile(String text) {
    CelValidationResult checked = CEL.compile(text);
    try {
      return checked.hasError()
          ? Optional.empty()
          : Optional.of(CEL.createProgram(checked.getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      return Optional.empty();
    }
  }

  private static boolean isTrueOrInDoubt(Program program, Action action) {
    AtomicBoolean doubtful = new AtomicBoolean();
    try {
      Object value =
          program.trace(
              ConditionValues.of(action),
              (expression, result) -> {
                if (result instanceof Double number && number.isNaN()) {
                  doubtful.set(true);
                }
              });
      return doubtful.get() || !Boolean.FALSE.equals(value);
    } catch (CelEvaluationException | RuntimeException e) {
      return true;
    }
  }
}
