/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import dev.aiops.pricing.PriceCatalogue;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.Vocabulary;
import io.opentelemetry.javaagent.aiops.call.CallRecorder;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.content.ContentLog;
import io.opentelemetry.javaagent.aiops.content.ContentRules;
import io.opentelemetry.javaagent.aiops.content.Redactor;
import io.opentelemetry.javaagent.aiops.http.ModelHosts;
import io.opentelemetry.javaagent.aiops.run.Entries;
import io.opentelemetry.javaagent.aiops.run.ProcessIdentity;
import io.opentelemetry.javaagent.aiops.run.RunDefaults;
import io.opentelemetry.javaagent.aiops.run.RunRecording;
import io.opentelemetry.javaagent.aiops.run.RunRegistry;
import io.opentelemetry.javaagent.aiops.run.RunSampler;
import io.opentelemetry.javaagent.aiops.run.RunSpanProcessor;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRecorder;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Wires the parts of the extension into the OpenTelemetry SDK of the agent. */
public final class Extension implements AutoConfigurationCustomizerProvider {

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    Clock clock = Clock.systemUTC();
    Background background = new Background();
    ContentRules rules = new ContentRules(true, false, false, 8192, new Redactor(List.of()));
    RunRegistry runs =
        new RunRecording(
                RunDefaults.NONE,
                rules,
                event -> {},
                () -> ProcessIdentity.UNKNOWN,
                background,
                clock)
            .start();
    Supplier<Tracer> tracer = () -> GlobalOpenTelemetry.getTracer(Vocabulary.SCOPE);
    ContentLog content = new ContentLog(rules, part -> {}, background, clock, () -> "");
    CallRecorder.Prices prices =
        new CallRecorder.Prices(PriceCatalogue.bundled(), new ModelHosts(Map.of()));
    ModelCalls.install(new CallRecorder(tracer, runs, content, prices, clock, System::nanoTime));
    ToolCalls.install(new ToolRecorder(tracer, runs, content));
    Runs.install(new Entries(runs, tracer));
    customizer.addSamplerCustomizer((sampler, config) -> new RunSampler(sampler, runs));
    customizer.addTracerProviderCustomizer(
        (builder, config) -> builder.addSpanProcessor(new RunSpanProcessor(runs)));
  }
}
