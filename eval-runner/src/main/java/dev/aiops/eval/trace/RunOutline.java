/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.util.List;

/**
 * What says whether a run is of interest, before its calls are read.
 *
 * @param id its id
 * @param origin whose it is
 * @param models models asked for
 * @param ending how it ended
 */
public record RunOutline(String id, Origin origin, List<String> models, Ending ending) {}
