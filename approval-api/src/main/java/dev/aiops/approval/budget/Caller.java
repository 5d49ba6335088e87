/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * Who makes a call, as far as it is known. The empty string is unknown, and only a pattern that
 * also stands for nothing, as {@code *}, matches it.
 */
public record Caller(
    String service, String agent, String team, String environment, String user, String model) {}
