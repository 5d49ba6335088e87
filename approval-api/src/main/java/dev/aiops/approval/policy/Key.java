/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import java.util.Arrays;
import java.util.List;

/** Every key of the policy file; POLICY.md has the same table. */
enum Key {
  BUDGETS("", "budgets", "list", "required", "an empty list caps nothing"),
  APPROVALS("", "approvals", "list", "nothing waits", "an empty list: nothing waits"),

  NAME("budgets", "name", "text", "required", ""),
  MATCH("budgets", "match", "map", "every call", "without a key it covers every call"),
  DAILY_CAP("budgets", "daily_cap", "USD", "required", "refused; halt the budget instead"),
  ZONE("budgets", "zone", "IANA time zone", "UTC", ""),
  MODE("budgets", "mode", "`enforce` or `observe`", "enforce", ""),
  UNKNOWN_PRICE("budgets", "unknown_price", "`refuse` or a map of ceiling prices", "refuse", ""),
  MAX_LEASE("budgets", "max_lease", "USD", "a twentieth of the cap taken ahead", "refused"),
  LEASE_SECONDS("budgets", "lease_seconds", "seconds", "120", "refused; at least 10"),
  INJECT_MAX_TOKENS("budgets", "inject_max_tokens", "tokens", "such calls are refused", "refused"),
  RAISED_BY("budgets", "raised_by", "list of roles", "nobody", "an empty list: nobody"),
  SPEND_GUARD("budgets", "spend_guard", "map", "no bounds", ""),

  SERVICE("match", "service", "patterns", "any", ""),
  AGENT("match", "agent", "patterns", "any", ""),
  TEAM("match", "team", "patterns", "any", ""),
  ENVIRONMENT("match", "environment", "patterns", "any", ""),
  USER("match", "user", "patterns", "any", ""),
  MODEL("match", "model", "patterns", "any", ""),

  INPUT_PER_MILLION(
      "unknown_price", "input_per_million", "USD per million tokens", "required", "refused"),
  OUTPUT_PER_MILLION(
      "unknown_price", "output_per_million", "USD per million tokens", "required", "refused"),

  DOLLARS_PER_HOUR("spend_guard", "dollars_per_hour", "USD", "no bound", "refused"),
  SAME_TOOL_CALLS(
      "spend_guard", "same_tool_calls", "calls per run", "no bound", "refused; at least 2"),

  RULE_NAME("approvals", "name", "text", "required", ""),
  TOOLS("approvals", "tools", "patterns", "required", "refused"),
  AGENTS("approvals", "agents", "patterns", "any", "an empty list: any"),
  SERVICES("approvals", "services", "patterns", "any", "an empty list: any"),
  ENVIRONMENTS("approvals", "environments", "patterns", "any", "an empty list: any"),
  TEAMS("approvals", "teams", "patterns", "any", "an empty list: any"),
  WHEN("approvals", "when", "CEL, true or false", "every call", "refused"),
  APPROVERS("approvals", "approvers", "list of roles", "required", "refused"),
  QUORUM("approvals", "quorum", "people", "1", "refused"),
  DENY_QUORUM("approvals", "deny_quorum", "people", "1", "refused"),
  REQUESTER_MAY_APPROVE("approvals", "requester_may_approve", "`true` or `false`", "false", ""),
  DECIDE_WITHIN("approvals", "decide_within", "duration", "pending for ever", "refused"),
  USE_WITHIN("approvals", "use_within", "duration", "until used or revoked", "refused"),
  WAIT("approvals", "wait", "duration", "60s", "the caller is told at once that it is pending"),
  REUSE("approvals", "reuse", "`run` or `service`", "run", ""),
  CRITICAL("approvals", "critical", "`true` or `false`", "false", ""),
  MAY_EDIT("approvals", "may_edit", "`true` or `false`", "false", ""),
  ON_DENIAL("approvals", "on_denial", "text", "A person declined this action.", "refused"),
  OUTCOME_WITHIN("approvals", "outcome_within", "duration", "10m", "refused");

  private final String section;
  private final String text;
  private final String unit;
  private final String missing;
  private final String zero;

  Key(String section, String text, String unit, String missing, String zero) {
    this.section = section;
    this.text = text;
    this.unit = unit;
    this.missing = missing;
    this.zero = zero;
  }

  static List<Key> in(String section) {
    return Arrays.stream(values()).filter(key -> key.section.equals(section)).toList();
  }

  String text() {
    return text;
  }

  boolean isRequired() {
    return missing.equals("required");
  }

  /** Its row in POLICY.md. */
  String row() {
    String path = section.isEmpty() ? text : section + "." + text;
    return "| `" + path + "` | " + unit + " | " + missing + " | " + zero + " |";
  }
}
