/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import dev.aiops.eval.check.NamePattern;
import dev.aiops.eval.judge.JudgeSettings;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.RunOutline;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which runs are evaluated. What is empty selects any.
 *
 * @param agents names of agents
 * @param services names of services
 * @param environments names of environments
 * @param models models, of which a run asked one at least
 * @param statuses how runs ended
 * @param tags attributes of the root span and what each must be
 * @param sample share of the runs
 */
public record Selector(
    List<NamePattern> agents,
    List<NamePattern> services,
    List<NamePattern> environments,
    List<NamePattern> models,
    Set<String> statuses,
    Map<String, NamePattern> tags,
    Sample sample) {

  /** Takes copies. */
  public Selector {
    agents = List.copyOf(agents);
    services = List.copyOf(services);
    environments = List.copyOf(environments);
    models = List.copyOf(models);
    statuses = Set.copyOf(statuses);
    tags = Map.copyOf(tags);
  }

  /** Whether a run is evaluated. One that is not over never is, nor one that judges others. */
  public boolean selects(RecordedRun run) {
    return maySelect(new RunOutline(run.id(), run.origin(), run.models(), run.ending()))
        && !run.tags().containsKey(JudgeSettings.MARK)
        && tags.entrySet().stream().allMatch(tag -> hasTag(run, tag));
  }

  /** The same of a run whose tags were not read: true where these decide it. */
  public boolean maySelect(RunOutline run) {
    return run.ending().isOver()
        && !run.origin().agent().equals(JudgeSettings.AGENT)
        && accepts(agents, run.origin().agent())
        && accepts(services, run.origin().service())
        && accepts(environments, run.origin().environment())
        && (models.isEmpty() || run.models().stream().anyMatch(model -> accepts(models, model)))
        && (statuses.isEmpty() || statuses.contains(run.ending().outcome()))
        && sample.has(run.id());
  }

  private static boolean hasTag(RecordedRun run, Map.Entry<String, NamePattern> tag) {
    String value = run.tags().get(tag.getKey());
    return value != null && tag.getValue().accepts(value);
  }

  private static boolean accepts(List<NamePattern> patterns, String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.accepts(name));
  }
}
