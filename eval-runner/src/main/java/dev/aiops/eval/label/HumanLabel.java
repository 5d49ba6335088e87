/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import dev.aiops.eval.judge.Label;
import java.time.Instant;

/**
 * What a person said of a target.
 *
 * @param evaluator name of the definition whose criterion it is about
 * @param targetKind run, step or tool_call
 * @param run the run
 * @param target the run's id, else that of the span
 * @param label what
 * @param reason why; may be empty
 * @param by who
 * @param at when; of one person's labels of a target the last counts
 */
public record HumanLabel(
    String evaluator,
    String targetKind,
    String run,
    String target,
    Label label,
    String reason,
    String by,
    Instant at) {}
