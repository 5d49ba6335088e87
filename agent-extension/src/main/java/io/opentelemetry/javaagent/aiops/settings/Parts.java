/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import static io.opentelemetry.javaagent.aiops.Vocabulary.ENVIRONMENT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.SCOPE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TEAM;
import static io.opentelemetry.javaagent.aiops.Vocabulary.UNGOVERNED;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.approval.ApprovalGate;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.approval.GatedMethods;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.call.CallRecorder;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.content.ContentLog;
import io.opentelemetry.javaagent.aiops.export.ClickHouseExport;
import io.opentelemetry.javaagent.aiops.hook.HookSettings;
import io.opentelemetry.javaagent.aiops.hook.ProcessReport;
import io.opentelemetry.javaagent.aiops.hook.ProviderHeaders;
import io.opentelemetry.javaagent.aiops.http.ModelHosts;
import io.opentelemetry.javaagent.aiops.http.UngovernedCalls;
import io.opentelemetry.javaagent.aiops.run.Entries;
import io.opentelemetry.javaagent.aiops.run.ProcessIdentity;
import io.opentelemetry.javaagent.aiops.run.RunMethods;
import io.opentelemetry.javaagent.aiops.run.RunRecording;
import io.opentelemetry.javaagent.aiops.run.RunRegistry;
import io.opentelemetry.javaagent.aiops.run.RunSampler;
import io.opentelemetry.javaagent.aiops.run.RunSpanProcessor;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.javaagent.aiops.run.SettledFirst;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRecorder;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts of the extension, put together from {@link Settings}. */
final class Parts {

  private final Settings settings;
  private final Background background = new Background();
  private final ClickHouseExport export;
  private final RunRegistry runs;
  private final ModelHosts hosts;
  private final @Nullable Approving approving;
  private final @Nullable Budgeting budgeting;
  private volatile ProcessIdentity process = ProcessIdentity.UNKNOWN;
  private volatile @Nullable ProcessReport report;

  private Parts(Settings settings, ClickHouseExport export) {
    this.settings = settings;
    this.export = export;
    this.hosts = new ModelHosts(settings.modelHosts());
    this.approving = settings.approvals().enabled() ? new Approving() : null;
    this.budgeting =
        settings.control() == null
            ? null
            : new Budgeting(settings.control(), background, approving);
    this.runs =
        new RunRecording(
                settings.runs(),
                settings.content(),
                export.runEvents(),
                () -> process,
                background,
                Clock.systemUTC())
            .start();
  }

  /** Starts the export and lets the hooks record. */
  static Parts start(Settings settings) {
    Parts parts = new Parts(settings, ClickHouseExport.start(settings.export()));
    parts.install(() -> GlobalOpenTelemetry.getTracer(SCOPE));
    return parts;
  }

  private void install(Supplier<Tracer> tracer) {
    Clock clock = Clock.systemUTC();
    ContentLog content =
        new ContentLog(
            settings.content(), export.contents(), background, clock, () -> process.serviceName());
    CallRecorder.Prices prices = new CallRecorder.Prices(settings.prices(), hosts);
    HookSettings.configure(
        new HookSettings(settings.injectUsage(), content.messages(), content.toolArguments()));
    RunMethods.configure(settings.runMethods(), settings.runs().agent());
    Gate gate = budgeting == null ? null : budgeting.gate();
    CallRecorder.Below below = new CallRecorder.Below(background, settings.httpSpans(), gate);
    ModelCalls.install(
        new CallRecorder(tracer, runs, content, below, prices, clock, System::nanoTime));
    ToolCalls.install(new ToolRecorder(tracer, runs, content, gate));
    GatedMethods.configure(settings.approvals().methods());
    GatedCalls.install(approvalGate());
    Runs.install(new Entries(runs, tracer, settings.content()));
  }

  private @Nullable ApprovalGate approvalGate() {
    return approving == null
        ? null
        : new ApprovalGate(
            approving,
            runs,
            () -> process,
            settings.approvals().requester(),
            Gate.Waits.DEFAULT.start(),
            settings.approvals().maxWaiting());
  }

  Resource resource(Resource given) {
    AttributesBuilder ours = Attributes.builder();
    if (settings.team() != null) {
      ours.put(TEAM, settings.team());
    }
    if (settings.environment() != null) {
      ours.put(ENVIRONMENT, settings.environment());
    }
    Resource resource = given.merge(Resource.create(ours.build()));
    process = ProcessIdentity.of(resource);
    if (budgeting != null) {
      budgeting.begin(process);
    }
    return resource;
  }

  Sampler sampler(Sampler given) {
    return new RunSampler(given, runs);
  }

  TextMapPropagator propagator(TextMapPropagator given) {
    return settings.httpSpans() ? given : new ProviderHeaders(given);
  }

  /** The order counts: at shutdown what waits in the background must reach the export before it. */
  SdkTracerProviderBuilder tracing(SdkTracerProviderBuilder builder) {
    return builder
        .addSpanProcessor(new RunSpanProcessor(runs, this::settle))
        .addSpanProcessor(new UngovernedCalls(hosts))
        .addSpanProcessor(export.spanProcessor(this::wants));
  }

  /** What a processor of the user's exporters becomes. */
  SpanProcessor beside(SpanProcessor given) {
    return new SettledFirst(given, this::settle);
  }

  SdkLoggerProviderBuilder logging(SdkLoggerProviderBuilder builder) {
    return builder.addLogRecordProcessor(export.logProcessor(this::wants));
  }

  void report(OpenTelemetry telemetry) {
    ProcessReport started = new ProcessReport(telemetry.getLogsBridge().get(SCOPE), background);
    report = started;
    started.start();
  }

  private void settle() {
    ProcessReport started = report;
    if (started != null) {
      started.flush();
    }
    background.drain();
  }

  private boolean wants(ReadableSpan span) {
    return span.getAttribute(RUN_ID) != null
        || span.getAttribute(UNGOVERNED) != null
        || (settings.scope() == ExportScope.ALL && span.getSpanContext().isSampled());
  }

  private boolean wants(ReadWriteLogRecord record) {
    return settings.scope() == ExportScope.ALL
        || record.getInstrumentationScopeInfo().getName().startsWith(SCOPE);
  }
}
