/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Interval;
import java.util.List;

/**
 * The figures behind a verdict.
 *
 * @param method how they were found
 * @param ofReference scores of the reference that are no error
 * @param ofCandidate the same of the candidate
 * @param reference the mean of the reference, its median where the scale is ordered
 * @param candidate the same of the candidate
 * @param effect candidate less reference, in the unit of the scale
 * @param interval of the effect, 95 %
 * @param corrected of the effect at {@code level}: for the number of evaluators and looks
 * @param p two-sided, of no change
 * @param level what {@code p} may be at most to tell a change, after the corrections
 * @param n what was counted: scores of the candidate, or pairs
 * @param needed how many of these find a change as large as the margin
 * @param notes what a reader must know besides
 */
public record Measured(
    String method,
    long ofReference,
    long ofCandidate,
    double reference,
    double candidate,
    double effect,
    Interval interval,
    Interval corrected,
    double p,
    double level,
    long n,
    long needed,
    List<String> notes) {}
