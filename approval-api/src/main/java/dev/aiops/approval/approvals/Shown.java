/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a person had before them when they answered. That they read it, no record can say.
 *
 * @param version of the approval
 * @param arguments SHA-256 of the canonical JSON of the arguments that the answer is about: the
 *     changed ones, where the person changed them
 * @param page digest of what the page showed besides; null where the answer came by no page
 */
public record Shown(Channel channel, long version, String arguments, @Nullable String page) {}
