/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * What a holder says of its lease: on a heartbeat, when asked to give back, and when it returns it.
 *
 * @param lease as it was granted
 */
public record Report(String lease, Holder holder, Counters counters) {}
