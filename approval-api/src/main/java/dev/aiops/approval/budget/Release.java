/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * A person closes the lease of a process that is gone with its host.
 *
 * @param charge what it spent, from the provider's own figures: at least what it reported, at most
 *     what it was granted
 * @param order who wants it and why
 */
public record Release(String lease, long charge, AdminOrder order) {}
