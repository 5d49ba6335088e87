/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * What the next process on a host read in a dead one's counter file. The adopter must hold the
 * file's lock, which the kernel frees only when its process is gone; that it is the same boot is
 * part of {@link Holder#host}.
 *
 * @param spent settled
 * @param reserved under way when it died: charged in full, since nobody knows how it ended
 */
public record Adoption(String lease, Holder adopter, long spent, long reserved) {}
