/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.javaagent.extension.ignore.IgnoredTypesBuilder;
import io.opentelemetry.javaagent.extension.ignore.IgnoredTypesConfigurer;

/** The agent ignores Spring's HTTP classes; without this one no attempt of RestClient is seen. */
public final class RequestsSeen implements IgnoredTypesConfigurer {

  /** Called by the agent. */
  public RequestsSeen() {}

  @Override
  public void configure(IgnoredTypesBuilder types) {
    types.allowClass(RestInstrumentation.TYPE);
  }
}
