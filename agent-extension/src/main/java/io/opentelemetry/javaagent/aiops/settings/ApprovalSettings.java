/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.javaagent.aiops.approval.Requester;
import io.opentelemetry.javaagent.aiops.run.RunMethods;
import java.util.Map;
import java.util.Set;

/**
 * Which actions may need a person's approval, and how this process waits for it.
 *
 * @param enabled whether tools pass the gate; only where a control plane is set
 * @param maxWaiting threads that may wait for a person at once
 * @param methods of the app that pass the gate as tools do
 * @param requester span attribute or baggage entry that names the person an agent works for
 */
record ApprovalSettings(
    boolean enabled, int maxWaiting, Map<String, Set<String>> methods, Requester requester) {

  private static final String METHODS = "aiops.approvals.methods";
  private static final int MAX_WAITING = 64;
  private static final int MOST_WAITING = 10_000;

  static ApprovalSettings read(SettingsReader reader, boolean controlled) {
    Map<String, Set<String>> methods = reader.parsed(METHODS, Map.of(), RunMethods::parse);
    boolean enabled = reader.flag("aiops.approvals.enabled", true);
    if (!methods.isEmpty() && !(controlled && enabled)) {
      reader.problem(
          METHODS,
          "nobody could be asked, and the methods would run: set aiops.control.url, and do not set"
              + " aiops.approvals.enabled to false");
    }
    return new ApprovalSettings(
        enabled && controlled,
        (int) reader.number("aiops.approvals.max-waiting", MAX_WAITING, 0, MOST_WAITING),
        methods,
        new Requester(reader.text("aiops.requester", Requester.DEFAULT)));
  }
}
