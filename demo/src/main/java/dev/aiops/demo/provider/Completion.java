/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An answer with everything its JSON says about it.
 *
 * @param id the provider's id of it
 * @param createdSeconds Unix time
 * @param ask what it answers
 * @param model the model said to have served
 * @param answer what the model says, cut to the output limit
 * @param limited whether the output limit cut it
 * @param use tokens billed
 * @param told tokens the answer tells, if it tells any
 * @param usageTold whether the answer says so
 * @param tier service tier
 * @param stoppedBy the text before which it ended, where it was asked to
 * @param stop why it is said to have ended, where an order says so
 * @param redacted whether what was thought is told as ciphertext
 * @param searches how often the provider has searched the web for it
 */
record Completion(
    String id,
    long createdSeconds,
    Ask ask,
    String model,
    Answer answer,
    boolean limited,
    TokenUse use,
    ToldUse told,
    boolean usageTold,
    String tier,
    Optional<String> stoppedBy,
    Optional<String> stop,
    boolean redacted,
    int searches) {

  /** Makes the answer to {@code ask} under {@code how}, counting its tokens. */
  static Completion of(String id, long createdSeconds, Ask ask, Answer said, Directives how) {
    Answer padded = padded(said, how);
    Optional<String> stoppedBy = first(ask.stops(), padded.text());
    Answer ended = stoppedBy.map(stop -> before(stop, padded.text())).orElse(padded);
    boolean limited = ask.maxTokens() > 0 && ended.tokens() > ask.maxTokens();
    Answer answer = limited ? Answer.of(head(ended.text(), ask.maxTokens())) : ended;
    TokenUse use = how.usage().orElseGet(() -> counted(ask, answer));
    return new Completion(
        id,
        createdSeconds,
        ask,
        how.word("served").orElse(PriceTable.served(ask.model())),
        answer,
        limited,
        use,
        how.told().orElseGet(() -> ToldUse.of(use)),
        how.fault() != Fault.NO_USAGE,
        how.word("tier").orElse("default"),
        stoppedBy,
        how.word("stop"),
        how.thinksRedacted(),
        how.number("searches").orElse(0));
  }

  private static Answer padded(Answer said, Directives how) {
    int bytes = how.number("bytes").orElse(0);
    String mark = how.fault() == Fault.INVALID_UTF8 ? Wire.BAD_BYTES + " " : "";
    String text = mark + said.text();
    String filler = "lorem ipsum ".repeat(Math.max(0, bytes - text.length()) / 12 + 1);
    String tail = filler.substring(0, Math.max(0, bytes - text.length()));
    return new Answer(text + tail, said.calls());
  }

  private static Optional<String> first(List<String> stops, String text) {
    return stops.stream().filter(text::contains).min(Comparator.comparingInt(text::indexOf));
  }

  private static Answer before(String stop, String text) {
    return Answer.of(text.substring(0, text.indexOf(stop)));
  }

  private static String head(String text, int tokens) {
    return text.substring(0, Math.min(text.length(), Tokens.chars(tokens)));
  }

  private static TokenUse counted(Ask ask, Answer answer) {
    long input = Tokens.ofChars(ask.promptChars()) + 4L * ask.turns().size() + 3;
    long visible = Math.multiplyExact(answer.tokens(), (long) ask.choices());
    long reasoning = PriceTable.reasons(ask.model()) ? Tokens.reasoning(visible) : 0;
    long cached = Tokens.cached(input, Tokens.of(ask.systemText()));
    return new TokenUse(input, cached, visible + reasoning, reasoning);
  }

  /** Why it ended, in the words of the chat protocol. */
  String finishReason() {
    return reason("stop", "length", "tool_calls");
  }

  /** Why it ended: as ordered, or by what it is, in a protocol's words for that. */
  String reason(String said, String cut, String called) {
    String why = answer.calls().isEmpty() ? said : called;
    return stop.orElse(limited ? cut : why);
  }

  /** Whether there is text in it: an answer that calls no tool has some, if only an empty one. */
  boolean saysText() {
    return !answer.text().isEmpty() || answer.calls().isEmpty();
  }

  /** The same answer under another name of the model. */
  Completion servedBy(String name) {
    return new Completion(
        id,
        createdSeconds,
        ask,
        name,
        answer,
        limited,
        use,
        told,
        usageTold,
        tier,
        stoppedBy,
        stop,
        redacted,
        searches);
  }

  /** Whether the answer tells what was thought. */
  boolean thinks() {
    return use.reasoning() > 0;
  }

  Optional<ToldUse> toldUse() {
    return usageTold ? Optional.of(told) : Optional.empty();
  }
}
