/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.sun.net.httpserver.HttpExchange;
import dev.aiops.demo.provider.BilledCall.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers one request as offered, with its fault and its delays, and books it. */
final class Serving {

  /** Holds a request's thread; returns early when the simulator closes. */
  interface Pause {
    void over(Duration duration);
  }

  private static final Duration HOLD = Duration.ofMinutes(2);

  private final Received request;
  private final Offer offer;
  private final BillingLedger ledger;
  private final Pause pause;

  Serving(Received request, Offer offer, BillingLedger ledger, Pause pause) {
    this.request = request;
    this.offer = offer;
    this.ledger = ledger;
    this.pause = pause;
  }

  void serve(Fault ordered) throws IOException {
    Fault fault = ordered == Fault.ERROR_EVENT && !breaksOff() ? Fault.CUT : ordered;
    pause.over(offer.how().duration("first-byte", Duration.ZERO));
    switch (fault) {
      case STATUS -> refuse(offer.how().status());
      case TIMEOUT -> hangUp(offer.how().duration("hold", HOLD));
      case RESET -> hangUp(Duration.ZERO);
      case NONE, CUT, ERROR_EVENT, NO_USAGE, MALFORMED, INVALID_UTF8 -> answer(fault);
    }
  }

  private boolean breaksOff() {
    return offer.stream() && offer.events().breakOff().isPresent();
  }

  private void refuse(int status) throws IOException {
    book(Outcome.REFUSED, status, TokenUse.NONE, false);
    offer.how().retryAfterMillis().ifPresent(this::retryAfter);
    request.refuse(status, Replies.messageFor(status));
  }

  private void retryAfter(long millis) {
    exchange().getResponseHeaders().set("retry-after-ms", Long.toString(millis));
    exchange().getResponseHeaders().set("retry-after", Long.toString((millis + 999) / 1000));
  }

  private void hangUp(Duration after) {
    TokenUse use = offer.how().billsWhole() ? offer.use() : TokenUse.NONE;
    book(Outcome.UNANSWERED, 0, use, false);
    pause.over(after);
    exchange().close();
  }

  private void answer(Fault fault) throws IOException {
    request.tellId();
    if (offer.stream()) stream(fault);
    else document(fault);
  }

  private void document(Fault fault) throws IOException {
    byte[] body = Wire.bytes(offer.whole().get().toString());
    boolean readable = fault != Fault.MALFORMED && fault != Fault.CUT;
    book(
        fault == Fault.CUT ? Outcome.CUT : Outcome.ANSWERED,
        200,
        offer.use(),
        offer.usageTold() && readable);
    byte[] sent = readable ? body : Arrays.copyOf(body, body.length / 2);
    exchange().getResponseHeaders().set("content-type", "application/json");
    offer.headers().forEach(exchange().getResponseHeaders()::set);
    try {
      exchange().sendResponseHeaders(200, fault == Fault.CUT ? body.length : sent.length);
      exchange().getResponseBody().write(sent);
    } catch (IOException e) {
      correct(offer.use());
      throw e;
    }
    exchange().close();
  }

  private void stream(Fault fault) throws IOException {
    Framing framing = offer.events().framing();
    exchange().getResponseHeaders().set("content-type", framing.contentType());
    exchange().sendResponseHeaders(200, 0);
    List<Frame> frames = offer.events().frames().get();
    Progress progress = new Progress(frames, fault);
    try {
      OutputStream out = exchange().getResponseBody();
      for (Frame frame : progress.sent()) send(frame, progress, out);
    } catch (IOException e) {
      progress.abandoned();
      throw e;
    }
    // the server breaks the connection on an exception; to close the exchange would end it well
    if (fault == Fault.CUT) throw new IOException("cut on purpose");
    exchange().close();
  }

  private void send(Frame frame, Progress progress, OutputStream out) throws IOException {
    pause.over(offer.how().duration("chunk", Duration.ZERO));
    progress.before(frame);
    out.write(offer.events().framing().bytes(frame));
    out.flush();
  }

  /** How far a stream has come, and with it what is owed. */
  private final class Progress {

    private final List<Frame> sent;
    private final Frame bookedAt;
    private final Outcome outcome;
    private final boolean told;
    private long tokens;
    private boolean booked;

    Progress(List<Frame> frames, Fault fault) {
      boolean breaks = fault == Fault.CUT || fault == Fault.ERROR_EVENT;
      int count = breaks ? cutAfter(frames.size()) : frames.size();
      sent = sent(frames, count, fault);
      outcome = breaks ? Outcome.CUT : Outcome.ANSWERED;
      told = offer.usageTold() && sent.stream().anyMatch(Frame::usage);
      bookedAt = sent.stream().filter(Frame::usage).findFirst().orElse(sent.get(count - 1));
    }

    private List<Frame> sent(List<Frame> frames, int count, Fault fault) {
      if (fault == Fault.MALFORMED) return spoiled(frames);
      List<Frame> sent = new ArrayList<>(frames.subList(0, count));
      if (fault == Fault.ERROR_EVENT) offer.events().breakOff().ifPresent(sent::add);
      return sent;
    }

    private int cutAfter(int frames) {
      return Math.max(1, Math.min(offer.how().number("cut-after").orElse(frames / 2), frames));
    }

    private static List<Frame> spoiled(List<Frame> frames) {
      Frame[] spoiled = frames.toArray(Frame[]::new);
      spoiled[frames.size() / 2] = spoiled[frames.size() / 2].malformed();
      return List.of(spoiled);
    }

    List<Frame> sent() {
      return sent;
    }

    void before(Frame frame) {
      tokens += frame.tokens();
      if (booked || !frame.equals(bookedAt)) return;
      booked = true;
      TokenUse use = outcome == Outcome.CUT ? soFar() : offer.use();
      book(outcome, 200, use, told);
    }

    /** Reasoning is done before the first word; without it only the words sent are owed. */
    private TokenUse soFar() {
      TokenUse use = offer.use();
      if (offer.how().billsWhole()) return use;
      return use.withOutput(Math.min(use.output(), use.reasoning() + tokens));
    }

    void abandoned() {
      if (booked) correct(soFar());
      else book(Outcome.ABANDONED, 200, soFar(), false);
    }
  }

  private void book(Outcome outcome, int status, TokenUse use, boolean told) {
    ledger.book(request.billed(offer, outcome, status, use, told));
  }

  private void correct(TokenUse use) {
    ledger.correct(request.billed(offer, Outcome.ABANDONED, 200, use, false));
  }

  private HttpExchange exchange() {
    return request.exchange();
  }
}
