/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A question, and what is expected of its answer.
 *
 * @param id its id within the dataset
 * @param input what is asked
 * @param expected values by name, which definitions take
 * @param fromRun the run it was saved from; empty from a file
 */
public record Case(String id, String input, ObjectNode expected, String fromRun) {}
