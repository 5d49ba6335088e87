/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.demo.e2e.app.Command;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every fault of a provider met by every kind of caller. */
final class FaultScenarios {

  /** A fault, and how the caller is set up to meet it. */
  record Fault(String name, String sim, int timeoutMs, int retries) {}

  /** One meeting of the two. */
  record Case(Fault fault, String flavour) {

    /** No tag is the beginning of another. */
    String tag() {
      return fault.name() + "/" + flavour + "/";
    }

    boolean embeds() {
      return EMBEDDINGS.contains(flavour);
    }

    /** LangChain4j's own streaming models never try again. */
    boolean retries() {
      return !flavour.equals("lc4j.stream");
    }

    /** Whether openai-java sends the requests, by itself or below LangChain4j. */
    boolean onOpenAiJava() {
      return flavour.startsWith("openai.") || flavour.contains("official");
    }

    /** LangChain4j's own client hands an answer on only once it has it all, except a stream. */
    boolean readsAsItComes() {
      return onOpenAiJava() || flavour.equals("lc4j.stream");
    }

    Command command() {
      return Command.of(flavour, tag())
          .model(embeds() ? "text-embedding-3-small" : "gpt-4o-mini")
          .sim(embeds() ? fault.sim().replace(OTHER_CHAT, OTHER_EMBEDDING) : fault.sim())
          .timeoutMs(fault.timeoutMs())
          .retries(fault.retries());
    }

    @Override
    public String toString() {
      return tag();
    }
  }

  static final String OTHER_CHAT = "gpt-4.1-2025-04-14";
  static final String OTHER_EMBEDDING = "text-embedding-3-large";

  static final Fault THROTTLED =
      new Fault("throttled", "fault=429 times=1 retry-after=0.3", 20_000, 2);
  static final Fault DOWN = new Fault("down", "fault=500", 20_000, 1);
  static final Fault SILENT = new Fault("silent", "fault=timeout hold=20s", 1_500, 0);

  /**
   * Slow enough that words arrive before the end: the JDK's client forgets what it has not read.
   */
  static final Fault CUT = new Fault("cut", "fault=cut chunk=20ms", 20_000, 0);

  static final Fault NO_USAGE = new Fault("no-usage", "fault=no-usage", 20_000, 0);
  static final Fault UNKNOWN_MODEL = new Fault("unknown-model", "served=nobody-7b", 20_000, 0);
  static final Fault OTHER_MODEL = new Fault("other-model", "served=" + OTHER_CHAT, 20_000, 0);

  /** The first model is down, the second is not. */
  static final Command FALLBACK =
      Command.of("lc4j.fallback", "fallback").model("gpt-4.1").sim("fault=503").retries(0);

  private static final List<Fault> FAULTS =
      List.of(THROTTLED, DOWN, SILENT, CUT, NO_USAGE, UNKNOWN_MODEL, OTHER_MODEL);

  private static final Set<String> EMBEDDINGS = Set.of("openai.embeddings.sync", "lc4j.embed");

  private static final List<String> FLAVOURS =
      List.of(
          "openai.chat.sync",
          "openai.chat.async",
          "openai.chat.stream",
          "openai.chat.stream-async",
          "openai.responses.sync",
          "openai.responses.stream",
          "openai.embeddings.sync",
          "lc4j.chat",
          "lc4j.stream",
          "lc4j.embed",
          "official.chat",
          "official.stream",
          "agent.sync",
          "agent.official");

  private FaultScenarios() {}

  static Stream<Case> all() {
    return FAULTS.stream().flatMap(FaultScenarios::of);
  }

  static Stream<Case> of(Fault fault) {
    return FLAVOURS.stream().map(flavour -> new Case(fault, flavour));
  }
}
