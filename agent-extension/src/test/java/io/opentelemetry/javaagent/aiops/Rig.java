/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops;

import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.budget.Budgets;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.call.CallRecorder;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.content.ContentLog;
import io.opentelemetry.javaagent.aiops.content.ContentRules;
import io.opentelemetry.javaagent.aiops.content.Redactor;
import io.opentelemetry.javaagent.aiops.content.SecretPatterns;
import io.opentelemetry.javaagent.aiops.export.ContentSink;
import io.opentelemetry.javaagent.aiops.export.MessagePart;
import io.opentelemetry.javaagent.aiops.export.RunEvent;
import io.opentelemetry.javaagent.aiops.http.ModelHosts;
import io.opentelemetry.javaagent.aiops.http.UngovernedCalls;
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
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The core on a real SDK: hooks' API in front, an exporter in memory that sees what ours would, and
 * one that sees what the user's would.
 */
public final class Rig implements AutoCloseable {

  /** Where the clock stands at first. */
  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /** The process of every rig. */
  public static final ProcessIdentity SHOP =
      new ProcessIdentity("shop", "2.1", "shop-1", "prod", "checkout");

  private static final PriceCatalogue PRICES =
      PriceCatalogue.bundled().withHosts(Map.of("127.0.0.1:8089", "openai"));

  private final AtomicLong nanos = new AtomicLong();
  private final InstantSource clock = () -> NOON.plusNanos(nanos.get());
  private final Background background = new Background();
  private final List<RunEvent> events = new CopyOnWriteArrayList<>();
  private final List<MessagePart> parts = new CopyOnWriteArrayList<>();
  private final AtomicInteger droppedParts = new AtomicInteger();
  private final InMemorySpanExporter ours = InMemorySpanExporter.create();
  private final InMemorySpanExporter users = InMemorySpanExporter.create();
  private final RunRegistry runs;
  private final SdkTracerProvider provider;

  private Rig(
      Sampler sampler, RunDefaults defaults, ContentRules rules, @Nullable Budgets budgets) {
    runs = new RunRecording(defaults, rules, events::add, () -> SHOP, background, clock).start();
    ModelHosts hosts = new ModelHosts(Map.of("127.0.0.1:8089", "openai"));
    provider =
        SdkTracerProvider.builder()
            .setSampler(new RunSampler(sampler, runs))
            .addSpanProcessor(new RunSpanProcessor(runs, background::drain))
            .addSpanProcessor(new UngovernedCalls(hosts))
            .addSpanProcessor(
                SimpleSpanProcessor.builder(ours).setExportUnsampledSpans(true).build())
            .addSpanProcessor(SimpleSpanProcessor.create(users))
            .build();
    Supplier<Tracer> tracer = () -> provider.get(Vocabulary.SCOPE);
    ContentLog content = new ContentLog(rules, new Parts(), background, clock, SHOP::serviceName);
    Gate gate = gate(budgets);
    ModelCalls.install(
        new CallRecorder(
            tracer,
            runs,
            content,
            new CallRecorder.Below(background, false, gate),
            new CallRecorder.Prices(PRICES, hosts),
            clock,
            nanos::get));
    ToolCalls.install(new ToolRecorder(tracer, runs, content, gate));
    Runs.install(new Entries(runs, tracer, rules));
  }

  /** Everything sampled, run content kept, messages not. */
  public static Rig start() {
    return start(Sampler.alwaysOn(), RunDefaults.NONE, rules(false));
  }

  /** As said. */
  public static Rig start(Sampler sampler, RunDefaults defaults, ContentRules rules) {
    return new Rig(sampler, defaults, rules, null);
  }

  /** Everything sampled, calls admitted by {@code budgets}. */
  public static Rig capped(Budgets budgets) {
    return new Rig(Sampler.alwaysOn(), RunDefaults.NONE, rules(false), budgets);
  }

  private @Nullable Gate gate(@Nullable Budgets budgets) {
    return budgets == null
        ? null
        : new Gate(budgets, CostBounds.by(PRICES), Gate.Waits.DEFAULT, background::drain, clock);
  }

  /** Run content kept, cut at 100 characters; messages and tool arguments as said. */
  public static ContentRules rules(boolean messages) {
    return new ContentRules(true, messages, messages, 100, new Redactor(SecretPatterns.BUILT_IN));
  }

  /** A tracer of the app. */
  public Tracer app() {
    return tracer("app");
  }

  /** A tracer of that name. */
  public Tracer tracer(String scope) {
    return provider.get(scope);
  }

  /** Lets time pass. */
  public void pass(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }

  /** What our exporter gets, in the order it ended. */
  public List<SpanData> spans() {
    background.drain();
    return ours.getFinishedSpanItems();
  }

  /** What the user's exporters get. */
  public List<SpanData> usersSpans() {
    background.drain();
    return users.getFinishedSpanItems();
  }

  /** The one span of that name. */
  public SpanData span(String name) {
    List<SpanData> named = spans().stream().filter(span -> span.getName().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError(
          named.size()
              + " spans named "
              + name
              + " among "
              + spans().stream().map(SpanData::getName).toList());
    }
    return named.get(0);
  }

  /** What was written of runs. */
  public List<RunEvent> events() {
    background.drain();
    return events;
  }

  /** What was written of messages and tools. */
  public List<MessagePart> parts() {
    background.drain();
    return parts;
  }

  /** How many parts were dropped. */
  public int droppedParts() {
    return droppedParts.get();
  }

  /** Holds up the background until the latch is counted down. */
  public CountDownLatch holdBackground() {
    CountDownLatch go = new CountDownLatch(1);
    background.soon(
        "holding",
        () -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return go;
  }

  /** Gives the background something to do. */
  public void later(Runnable task) {
    background.soon("waiting", task);
  }

  /** What calls are priced by. */
  public PriceCatalogue prices() {
    return PRICES;
  }

  /** Which span belongs to which run. */
  public RunRegistry runs() {
    return runs;
  }

  /** How many spans are open. */
  public int openSpans() {
    return runs.openSpans();
  }

  /** A context in which {@code span} is current. */
  public static Context in(Span span) {
    return Context.root().with(span);
  }

  private final class Parts implements ContentSink {

    @Override
    public void accept(MessagePart part) {
      parts.add(part);
    }

    @Override
    public void dropped() {
      droppedParts.incrementAndGet();
    }
  }

  @Override
  public void close() {
    ModelCalls.install(null);
    ToolCalls.install(null);
    Runs.install(null);
    provider.close();
  }
}
