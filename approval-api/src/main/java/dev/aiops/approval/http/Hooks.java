/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.access.Tokens;
import dev.aiops.approval.access.Users;
import dev.aiops.approval.label.Labelling;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the server needs of the process around it.
 *
 * @param tokens those that are valid now
 * @param users who may sign in with a password now
 * @param problems why the service cannot do all of its work; empty when it can
 * @param metrics as Prometheus reads them
 * @param refusedCalls what budgets refused lately; empty where that cannot be known now
 * @param labelling takes what people say of runs
 * @param onRefusal told the rule of each refusal
 * @param onBeyondLog told when a holder was granted more than the log knows
 */
public record Hooks(
    Supplier<Tokens> tokens,
    Supplier<Users> users,
    Supplier<List<String>> problems,
    Supplier<String> metrics,
    Supplier<Optional<List<RefusedQuarter>>> refusedCalls,
    Labelling labelling,
    Consumer<String> onRefusal,
    Runnable onBeyondLog) {}
