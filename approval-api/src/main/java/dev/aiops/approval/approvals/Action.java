/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.log.Json;
import org.jspecify.annotations.Nullable;

/**
 * What is about to run, and for whom. The empty text is unknown.
 *
 * @param definition of the tool, lower-case SHA-256
 * @param requester the person the agent acts for; null where nobody said
 * @param hints of the tool's server; null where there are none, as in rows of older versions. An
 *     approval is not bound to them: they say nothing of what runs
 */
public record Action(
    String service,
    String environment,
    String team,
    String agent,
    String tool,
    String definition,
    @Nullable String requester,
    Arguments arguments,
    @JacksonInject(value = Json.ABSENT, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Hints hints) {

  private static final int FORM = 1;

  /** What an approval is bound to: lower-case SHA-256 over its canonical JSON. */
  public String hash() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("v", FORM).put("service", service).put("environment", environment);
    all.put("agent", agent).put("tool", tool).put("definition", definition);
    all.set("arguments", arguments.tree());
    return Digest.of(all);
  }

  /** The same with other arguments. */
  Action with(Arguments others) {
    return new Action(
        service, environment, team, agent, tool, definition, requester, others, hints);
  }

  /** Whether a rule's patterns match it, whatever its arguments. */
  boolean isCoveredBy(ApprovalRule rule) {
    return rule.mayCover(service, environment, team) && rule.mayHold(agent, tool);
  }
}
