/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.time.Instant;

/**
 * What a person said.
 *
 * @param verdict pass, fail or unknown
 * @param reason why; may be empty
 * @param by who
 * @param at when, to the millisecond; of one person's labels of a target the last counts
 * @param source form, api or csv
 */
public record Label(
    Criterion about, String verdict, String reason, String by, Instant at, String source) {}
