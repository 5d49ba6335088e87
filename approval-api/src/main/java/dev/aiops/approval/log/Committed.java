/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Instant;

/**
 * A row of the control log.
 *
 * @param seq its place, from 1, without gaps
 * @param at when its writer decided it, to the millisecond; never earlier than the row before
 * @param writer the instance that wrote it, at random for each start, and the number of its group:
 *     no two groups have one writer, so a group is never taken for another that says the same
 * @param prevHash the hash of the row before; the empty string at seq 1
 * @param hash lower-case SHA-256 over everything else in the row
 */
public record Committed(
    long seq, Instant at, String writer, Entry entry, String prevHash, String hash) {}
