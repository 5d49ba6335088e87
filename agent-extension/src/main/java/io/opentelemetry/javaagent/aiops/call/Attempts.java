/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.ATTEMPT_DURATION_MS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ATTEMPT_EVENT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ATTEMPT_NUMBER;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ATTEMPT_WAIT_MS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ERROR_TYPE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.HTTP_STATUS;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP attempts of one call: each becomes an event on its span, at the time it began.
 * Thread-safe.
 */
final class Attempts {

  /** What may have been billed for the last attempt. */
  enum Last {
    /** No attempt was seen to end. */
    UNSEEN,
    /** The provider took the request. */
    ACCEPTED,
    /** The provider refused the request, or was never reached: nothing is billed. */
    REFUSED,
    /** The provider failed: by its word nothing is billed, but nobody promises it. */
    BROKEN,
    /** No answer came: the provider may have billed. */
    LOST
  }

  /** Of a gateway whose provider may have worked on: no refusal. */
  private static final int HTTP_TIMEOUT = 408;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final List<Ended> ended = new ArrayList<>(1);
  private int started;
  private int open;
  private long lastEndNanos;
  private Last last = Last.UNSEEN;
  private @Nullable String lastError;

  Attempts(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  synchronized Attempt start() {
    long now = nanoTime.getAsLong();
    started++;
    open++;
    long waited = started == 1 || lastEndNanos == 0 ? -1 : now - lastEndNanos;
    return new One(started, waited, now, clock.instant());
  }

  synchronized int count() {
    return started;
  }

  /** Whether the provider took the last request, or may have. */
  synchronized boolean wasTaken() {
    return last == Last.ACCEPTED || last == Last.LOST;
  }

  /** Whether the last request may be billed: it is not known that it cannot. */
  synchronized boolean mayBeBilled() {
    return open > 0 || last != Last.REFUSED;
  }

  /** The status code of the last attempt if it was an error, else null. */
  synchronized @Nullable String lastError() {
    return lastError;
  }

  private synchronized void ended(Ended attempt, long now, Last how) {
    ended.add(attempt);
    open--;
    lastEndNanos = now;
    last = how;
    lastError = attempt.status > 0 ? attempt.error : null;
  }

  /** Puts what ended on {@code span}, once. */
  synchronized void putOn(Span span) {
    for (Ended attempt : ended) {
      span.addEvent(ATTEMPT_EVENT, attempt.attributes(), attempt.at);
    }
    ended.clear();
  }

  private record Ended(
      Instant at, int number, long nanos, long waitedNanos, int status, @Nullable String error) {

    Attributes attributes() {
      AttributesBuilder attributes =
          Attributes.builder()
              .put(ATTEMPT_NUMBER, (long) number)
              .put(ATTEMPT_DURATION_MS, TimeUnit.NANOSECONDS.toMillis(nanos));
      if (waitedNanos >= 0) {
        attributes.put(ATTEMPT_WAIT_MS, TimeUnit.NANOSECONDS.toMillis(waitedNanos));
      }
      if (status > 0) {
        attributes.put(HTTP_STATUS, (long) status);
      }
      if (error != null) {
        attributes.put(ERROR_TYPE, error);
      }
      return attributes.build();
    }
  }

  private static boolean neverReached(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof ConnectException
          || t instanceof UnknownHostException
          || t instanceof NoRouteToHostException
          || t instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private final class One implements Attempt {

    private final int number;
    private final long waitedNanos;
    private final long startNanos;
    private final Instant at;
    private final AtomicBoolean ended = new AtomicBoolean();

    One(int number, long waitedNanos, long startNanos, Instant at) {
      this.number = number;
      this.waitedNanos = waitedNanos;
      this.startNanos = startNanos;
      this.at = at;
    }

    @Override
    public @Nullable RuntimeException refusal() {
      return null;
    }

    @Override
    public void answered(int status) {
      boolean gaveUp = status >= 500 || status == HTTP_TIMEOUT;
      Last how = gaveUp ? Last.BROKEN : status >= 400 ? Last.REFUSED : Last.ACCEPTED;
      String error = status >= 400 ? Integer.toString(status) : null;
      end(how, status, error);
    }

    @Override
    public void failed(Throwable error) {
      end(neverReached(error) ? Last.REFUSED : Last.LOST, 0, error.getClass().getName());
    }

    private void end(Last how, int status, @Nullable String error) {
      if (ended.compareAndSet(false, true)) {
        long now = nanoTime.getAsLong();
        Attempts.this.ended(
            new Ended(at, number, now - startNanos, waitedNanos, status, error), now, how);
      }
    }
  }
}
