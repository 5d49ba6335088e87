/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.demo.e2e.app.Command;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ways in which a provider bills something else than what it says, by every way to call it. */
final class BillScenarios {

  /** How a call is charged, as its span says it. */
  enum Charge {
    ACTUAL,
    FULL,
    NONE
  }

  /** A provider's behaviour, and what the budgets must make of it. */
  record Way(String name, String sim, int timeoutMs, Charge charge) {}

  /** One meeting of the two. */
  record Case(Way way, String flavour, String order) {

    Case(Way way, String flavour) {
      this(way, flavour, "");
    }

    /** No tag is the beginning of another. */
    String tag() {
      return way.name() + "/" + flavour + "/";
    }

    Command command() {
      return Command.of(flavour, tag())
          .message(order + "say it once more, in your own words " + tag())
          .sim(way.sim())
          .timeoutMs(way.timeoutMs())
          .retries(0);
    }

    @Override
    public String toString() {
      return tag();
    }
  }

  private static final int PATIENT = 20_000;

  /** An answer of seven events: the role, three words, the end, the usage, and [DONE]. */
  private static final String THREE_WORDS = "@say one two three\n";

  /** After all but the last. */
  private static final int MOST_CHUNKS = 6;

  private static final List<String> DOCUMENTS =
      List.of("openai.chat.sync", "openai.chat.async", "openai.responses.sync", "lc4j.chat");

  private static final List<String> STREAMS =
      List.of("openai.chat.stream", "openai.chat.stream-async", "lc4j.stream");

  private static final List<Way> WAYS =
      List.of(
          new Way("honest", "", PATIENT, Charge.ACTUAL),
          new Way("missing", "fault=no-usage", PATIENT, Charge.FULL),
          new Way("zero", "told=0/0/0/0", PATIENT, Charge.FULL),
          new Way("no-output", "told=20/0/0/0", PATIENT, Charge.FULL),
          new Way("negative", "told=-20/0/-7/0", PATIENT, Charge.FULL),
          new Way("huge", "usage=90000000/0/9/0", PATIENT, Charge.ACTUAL),
          new Way("dearer", "served=gpt-4.1-2025-04-14", PATIENT, Charge.ACTUAL),
          new Way("unknown", "served=nobody-7b", PATIENT, Charge.FULL),
          new Way("silent", "fault=timeout hold=4s bills=whole", 1_000, Charge.FULL),
          new Way("reset", "fault=reset bills=whole", PATIENT, Charge.FULL),
          new Way("down", "fault=503", PATIENT, Charge.FULL),
          new Way("throttled", "fault=429", PATIENT, Charge.NONE));

  private static final List<String> LEFT_STREAMS =
      List.of(
          "openai.chat.stream-left",
          "openai.chat.stream-async-left",
          "openai.responses.stream-left",
          "lc4j.stream-left",
          "official.stream-left");

  /** The app closes the stream after a few chunks; the provider goes on. */
  private static final Way LEFT =
      new Way("left", "bytes=4000 chunk=5ms bills=whole", PATIENT, Charge.FULL);

  private static final Way CANCELLED =
      new Way("cancelled", "first-byte=1500ms bills=whole", PATIENT, Charge.FULL);

  private BillScenarios() {}

  static Stream<Case> all() {
    Stream<Case> ways =
        WAYS.stream()
            .flatMap(
                way ->
                    Stream.concat(DOCUMENTS.stream(), STREAMS.stream())
                        .map(flavour -> new Case(way, flavour)));
    return Stream.of(ways, cuts(), left()).flatMap(cases -> cases);
  }

  /** Streams cut at every chunk of theirs. */
  private static Stream<Case> cuts() {
    return IntStream.rangeClosed(1, MOST_CHUNKS)
        .boxed()
        .flatMap(chunk -> STREAMS.stream().map(flavour -> cut(chunk, flavour)));
  }

  private static Stream<Case> left() {
    return Stream.concat(
        LEFT_STREAMS.stream().map(flavour -> new Case(LEFT, flavour)),
        Stream.of(new Case(CANCELLED, "openai.chat.async-cancelled")));
  }

  static List<Case> cutBeforeTheLastChunk() {
    return cuts().filter(c -> c.way().name().equals("cut-" + MOST_CHUNKS)).toList();
  }

  /** openai-java needs no [DONE]: with the usage the answer is complete. */
  private static Case cut(int chunk, String flavour) {
    boolean complete = chunk == MOST_CHUNKS && flavour.startsWith("openai");
    String sim = "fault=cut chunk=10ms bills=whole cut-after=" + chunk;
    Charge charge = complete ? Charge.ACTUAL : Charge.FULL;
    return new Case(new Way("cut-" + chunk, sim, PATIENT, charge), flavour, THREE_WORDS);
  }
}
