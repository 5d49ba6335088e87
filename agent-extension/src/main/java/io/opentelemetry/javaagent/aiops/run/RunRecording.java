/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.content.ContentRules;
import io.opentelemetry.javaagent.aiops.export.RunEventSink;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the record of runs is made of.
 *
 * @param defaults what the operator says of runs that say nothing themselves
 * @param content which texts are kept
 * @param sink where the record goes
 * @param process which process this is, known once the SDK is built
 * @param background where work goes that the app's threads should not do
 * @param clock when things happen
 */
public record RunRecording(
    RunDefaults defaults,
    ContentRules content,
    RunEventSink sink,
    Supplier<ProcessIdentity> process,
    Background background,
    InstantSource clock) {

  /** The registry of runs that records so. */
  public RunRegistry start() {
    return new RunRegistry(
        new RunIds(clock),
        new RunLog(sink, content, background, clock, process),
        new Identities(defaults, process));
  }
}
