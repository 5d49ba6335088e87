/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.List;

/**
 * Which calls a budget covers. Each list holds alternatives, one of which must match; an empty list
 * asks nothing. A budget without any pattern covers every call.
 */
public record Match(
    List<Glob> service,
    List<Glob> agent,
    List<Glob> team,
    List<Glob> environment,
    List<Glob> user,
    List<Glob> model) {

  /** Covers every call. */
  public static final Match ALL =
      new Match(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Match {
    service = List.copyOf(service);
    agent = List.copyOf(agent);
    team = List.copyOf(team);
    environment = List.copyOf(environment);
    user = List.copyOf(user);
    model = List.copyOf(model);
  }

  /** Whether a call of this caller counts against the budget. */
  public boolean covers(Caller caller) {
    return any(service, caller.service())
        && any(agent, caller.agent())
        && any(team, caller.team())
        && any(environment, caller.environment())
        && any(user, caller.user())
        && any(model, caller.model());
  }

  /** Whether some call of this service, environment and team may count against the budget. */
  public boolean mayCover(String ofService, String ofEnvironment, String ofTeam) {
    return any(service, ofService) && any(environment, ofEnvironment) && any(team, ofTeam);
  }

  private static boolean any(List<Glob> globs, String value) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(value));
  }
}
