/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

/**
 * Whose run it is. A name that is not known is empty.
 *
 * @param service service.name
 * @param environment environment of the process
 * @param team team that owns the process
 * @param agent the agent
 * @param agentVersion its version, else the service's
 * @param user the end user, where the app says
 * @param conversation conversation or chat memory id, where known
 */
public record Origin(
    String service,
    String environment,
    String team,
    String agent,
    String agentVersion,
    String user,
    String conversation) {}
