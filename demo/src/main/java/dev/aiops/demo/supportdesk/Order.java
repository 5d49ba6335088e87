/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

/**
 * An order of the shop.
 *
 * @param id say {@code A-1001}
 * @param customer who ordered
 * @param item what was ordered
 * @param cents its price in EUR cents
 * @param carrier who delivers it
 * @param tracking the carrier's id of the parcel
 */
record Order(String id, String customer, String item, int cents, String carrier, String tracking) {}
