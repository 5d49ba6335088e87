/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model call before it is sent; what decides how much it can cost.
 *
 * <p>Immutable. All that is not said has the value that a plain text request has.
 */
public final class CallFacts {

  /** Which cache writes the request asks for, dearest first. */
  public enum CacheMarker {
    /** No marker: only a provider that caches by itself may bill a write. */
    NONE,
    /** Markers for the provider's shortest time. */
    SHORT,
    /** A marker for an hour, or one that cannot be read. */
    HOUR
  }

  /** The service tier that the request asks for. */
  public enum ServiceTier {
    /** None, standard, or a cheaper one (flex, batch). */
    STANDARD,
    /** The provider chooses: bounded by the dearer of the two where the dearer is known. */
    AUTO,
    /** A dearer one: priority, fast. */
    PRIORITY
  }

  /**
   * A tool that the provider runs.
   *
   * @param unit what a use of it is billed by ({@link UsageUnit#WEB_SEARCHES}…)
   * @param maxUses the most uses that the request allows; 0 if it sets no limit
   */
  public record HostedTool(UsageUnit unit, long maxUses) {

    /** Refuses a unit that counts no tool calls, and a negative limit. */
    public HostedTool {
      Objects.requireNonNull(unit, "unit");
      if ((unit.bit() & UsageUnit.TOOL_CALL_BITS) == 0 || maxUses < 0) {
        throw new IllegalArgumentException(
            unit + ", " + maxUses + ": a hosted tool has a unit of tool calls and a limit from 0");
      }
    }
  }

  final long bodyBytes;
  final long inputs;
  final long messages;
  final long tools;
  final long toolSchemaBytes;
  final boolean images;
  final boolean audio;
  final boolean files;
  final boolean storedInput;
  final boolean audioOutput;
  final boolean withoutOutput;
  final boolean unknownHostedTool;
  final CacheMarker cacheMarker;
  final ServiceTier serviceTier;
  final long maxOutputTokens;
  final long choices;
  final long attempts;
  final List<HostedTool> hostedTools;

  private CallFacts(Builder from) {
    bodyBytes = atLeast(0, from.bodyBytes, "bodyBytes");
    inputs = atLeast(1, from.inputs, "inputs");
    messages = atLeast(0, from.messages, "messages");
    tools = atLeast(0, from.tools, "tools");
    toolSchemaBytes = atLeast(0, from.toolSchemaBytes, "toolSchemaBytes");
    choices = atLeast(1, from.choices, "choices");
    attempts = atLeast(1, from.attempts, "attempts");
    maxOutputTokens = from.maxOutputTokens;
    images = from.images;
    audio = from.audio;
    files = from.files;
    storedInput = from.storedInput;
    audioOutput = from.audioOutput;
    withoutOutput = from.withoutOutput;
    unknownHostedTool = from.unknownHostedTool;
    cacheMarker = from.cacheMarker;
    serviceTier = from.serviceTier;
    hostedTools = List.copyOf(from.hostedTools);
  }

  private static long atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ": it is at least " + least);
    }
    return value;
  }

  /**
   * Starts the facts of a request.
   *
   * @param bodyBytes the length of the body in UTF-8, uncompressed
   */
  public static Builder builder(long bodyBytes) {
    return new Builder(bodyBytes);
  }

  /** Whether the body's length says nothing of how many tokens go in. */
  boolean isOpaque() {
    return images || audio || files || storedInput;
  }

  /** Whether {@code other} says the same, and so has the same bounds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallFacts facts && facts.said().equals(said());
  }

  @Override
  public int hashCode() {
    return said().hashCode();
  }

  /** All that is said, for people. */
  @Override
  public String toString() {
    return "CallFacts" + said();
  }

  private Map<String, Object> said() {
    Map<String, Object> said = new TreeMap<>();
    said.put("bodyBytes", bodyBytes);
    said.put("inputs", inputs);
    said.put("messages", messages);
    said.put("tools", tools);
    said.put("toolSchemaBytes", toolSchemaBytes);
    said.put("images", images);
    said.put("audio", audio);
    said.put("files", files);
    said.put("storedInput", storedInput);
    said.put("audioOutput", audioOutput);
    said.put("withoutOutput", withoutOutput);
    said.put("unknownHostedTool", unknownHostedTool);
    said.put("cacheMarker", cacheMarker);
    said.put("serviceTier", serviceTier);
    said.put("maxOutputTokens", maxOutputTokens);
    said.put("choices", choices);
    said.put("attempts", attempts);
    said.put("hostedTools", hostedTools);
    return said;
  }

  /** Collects facts. Not for use by several threads. */
  public static final class Builder {

    private final long bodyBytes;
    private long inputs = 1;
    private long messages;
    private long tools;
    private long toolSchemaBytes;
    private boolean images;
    private boolean audio;
    private boolean files;
    private boolean storedInput;
    private boolean audioOutput;
    private boolean withoutOutput;
    private boolean unknownHostedTool;
    private CacheMarker cacheMarker = CacheMarker.NONE;
    private ServiceTier serviceTier = ServiceTier.STANDARD;
    private long maxOutputTokens;
    private long choices = 1;
    private long attempts = 1;
    private List<HostedTool> hostedTools = List.of();

    private Builder(long bodyBytes) {
      this.bodyBytes = bodyBytes;
    }

    /**
     * How many inputs the model takes one by one: texts to embed, prompts to complete. Each may be
     * as long as the model's limit.
     */
    public Builder inputs(long count) {
      inputs = count;
      return this;
    }

    /** How many messages the request has; each costs some tokens more than its text. */
    public Builder messages(long count) {
      messages = count;
      return this;
    }

    /**
     * The tools that the model may call.
     *
     * @param schemaBytes the length of their definitions, which are part of the body: providers
     *     write them out once more
     */
    public Builder tools(long count, long schemaBytes) {
      tools = count;
      toolSchemaBytes = schemaBytes;
      return this;
    }

    /** Says that images go in, be it as data or by URL. */
    public Builder images() {
      images = true;
      return this;
    }

    /** Says that sound goes in. */
    public Builder audio() {
      audio = true;
      return this;
    }

    /** Says that files, videos or documents go in. */
    public Builder files() {
      files = true;
      return this;
    }

    /**
     * Says that the provider adds text that is not in the body: an earlier response, a
     * conversation, a stored prompt, an explicit cache.
     */
    public Builder storedInput() {
      storedInput = true;
      return this;
    }

    /** Says that sound may come out. */
    public Builder audioOutput() {
      audioOutput = true;
      return this;
    }

    /** Says that no tokens come out, as of embeddings: there is no limit of them to know. */
    public Builder withoutOutput() {
      withoutOutput = true;
      return this;
    }

    /** Which cache writes are asked for; {@link CacheMarker#NONE} if not said. */
    public Builder cacheMarker(CacheMarker marker) {
      cacheMarker = Objects.requireNonNull(marker, "marker");
      return this;
    }

    /** The tier that is asked for; {@link ServiceTier#STANDARD} if not said. */
    public Builder serviceTier(ServiceTier tier) {
      serviceTier = Objects.requireNonNull(tier, "tier");
      return this;
    }

    /** The limit of the answer in the request. Zero or less is none: some providers read it so. */
    public Builder maxOutputTokens(long tokens) {
      maxOutputTokens = tokens;
      return this;
    }

    /** How many answers are made: the larger of {@code n} and {@code best_of}. */
    public Builder choices(long count) {
      choices = count;
      return this;
    }

    /** How often the request may be sent: one more than the client's retries. */
    public Builder attempts(long count) {
      attempts = count;
      return this;
    }

    /** The tools that the provider runs for this request. */
    public Builder hostedTools(List<HostedTool> hosted) {
      hostedTools = hosted;
      return this;
    }

    /** Says that the provider runs a tool of a kind that no {@link UsageUnit} bills. */
    public Builder unknownHostedTool() {
      unknownHostedTool = true;
      return this;
    }

    /**
     * The facts.
     *
     * @throws IllegalArgumentException if a count is negative, or there are no inputs, choices or
     *     attempts
     */
    public CallFacts build() {
      return new CallFacts(this);
    }
  }
}
