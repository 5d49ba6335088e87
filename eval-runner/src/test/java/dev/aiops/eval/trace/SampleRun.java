/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recorded run for tests that need none from a log. */
public final class SampleRun {

  public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private String id = "r-1";
  private String agent = "support";
  private Ending ending = Ending.OK;
  private @Nullable Content input = Content.whole("Where is my order?");
  private @Nullable Content output = Content.whole("It arrives today.");
  private Usage usage = new Usage(new BigDecimal("0.012"), 900L, 100L);
  private Map<String, String> tags = Map.of();
  private final List<ModelCall> models = new ArrayList<>();
  private final List<ToolCall> tools = new ArrayList<>();

  public static SampleRun of() {
    return new SampleRun();
  }

  /** A run that answered this. */
  public static RecordedRun answering(String text) {
    return of().output(Content.whole(text)).run();
  }

  public SampleRun id(String value) {
    id = value;
    return this;
  }

  public SampleRun agent(String value) {
    agent = value;
    return this;
  }

  public SampleRun ending(String outcome) {
    ending = new Ending(outcome, outcome.equals("ok") ? "" : "java.io.IOException", "");
    return this;
  }

  public SampleRun output(@Nullable Content value) {
    output = value;
    return this;
  }

  public SampleRun usage(Usage value) {
    usage = value;
    return this;
  }

  public SampleRun tags(Map<String, String> value) {
    tags = value;
    return this;
  }

  public SampleRun modelCall(String outcome) {
    models.add(
        new ModelCall(
            "m" + models.size(),
            START,
            Duration.ofMillis(300),
            "openai",
            "gpt-4o-mini",
            usage,
            new Ending(outcome, "", ""),
            null,
            null));
    return this;
  }

  /** A call that ran, with these arguments, or without any recorded. */
  public SampleRun tool(String name, @Nullable String arguments) {
    return tool(name, arguments, "ok", null);
  }

  public SampleRun tool(
      String name,
      @Nullable String arguments,
      String outcome,
      ToolCall.@Nullable Approval approval) {
    tools.add(
        new ToolCall(
            "t" + tools.size(),
            START.plusSeconds(tools.size()),
            Duration.ofMillis(20),
            name,
            new Ending(outcome, "", ""),
            arguments == null ? null : Content.whole(arguments),
            null,
            approval));
    return this;
  }

  public RecordedRun run() {
    return new RecordedRun(
        id,
        "trace",
        new Origin("shop", "test", "support", agent, "1.2", "", ""),
        List.of("gpt-4o-mini"),
        tags,
        ending,
        START,
        START.plusSeconds(3),
        usage,
        input,
        output,
        models,
        tools);
  }
}
