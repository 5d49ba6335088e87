/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.IOException;

/**
 * Gets one batch stored exactly once.
 *
 * <p>A plain answer settles it. When an answer was lost, or the batch comes from a dead process,
 * rows already stored under its id settle it. Else the same token is sent until it is accepted and
 * the rows are counted again: ClickHouse records the token before it renames the part, so a server
 * killed in between refuses the batch as a duplicate of rows it does not have. Such a token is
 * burnt, and the batch goes on under the next id of its chain.
 */
final class BatchProtocol {

  private static final int MAX_RENEWALS = 3;

  private final ClickHouseHttp http;
  private final Counters counters;

  BatchProtocol(ClickHouseHttp http, Counters counters) {
    this.http = http;
    this.counters = counters;
  }

  /** How a step ended. */
  sealed interface Outcome {
    /** Stored, once. */
    record Stored() implements Outcome {}

    /** Not yet: the same batch again, later. */
    record Unreachable(String reason) implements Outcome {}

    /** Refused; {@link Refusal#kind} says what to do. */
    record Refused(Refusal refusal) implements Outcome {}

    /** Its file cannot be read, perhaps only now. */
    record Damaged(String reason) implements Outcome {}

    /** Accepted again and again and never there. */
    record Unreadable(String reason) implements Outcome {}
  }

  /** Does one round; the batch remembers what it must for the next. */
  Outcome deliver(Batch batch) {
    if (!batch.inDoubt()) {
      return insert(batch);
    }
    Outcome known = lookUp(batch);
    return known instanceof NotThere ? resend(batch) : known;
  }

  private Outcome insert(Batch batch) {
    Reply reply = http.insert(batch);
    if (reply instanceof Reply.Lost || isServerError(reply)) {
      batch.doubt();
    }
    return outcome(reply);
  }

  private Outcome resend(Batch batch) {
    Outcome repeated = insert(batch);
    if (!(repeated instanceof Outcome.Stored)) {
      return repeated;
    }
    Outcome known = lookUp(batch);
    return known instanceof NotThere ? renew(batch) : known;
  }

  private Outcome renew(Batch batch) {
    try {
      counters.burntTokens.increment();
      if (batch.renew() > MAX_RENEWALS) {
        return new Outcome.Unreadable(
            "ClickHouse accepts the batch but shows none of its rows; are they older than the table"
                + " keeps them, or does a load balancer send reads to a replica that lags?");
      }
      return deliver(batch);
    } catch (IOException e) {
      return new Outcome.Unreachable("cannot rename a spool file: " + e.getMessage());
    }
  }

  private Outcome lookUp(Batch batch) {
    Reply reply = http.count(batch);
    if (!(reply instanceof Reply.Accepted accepted)) {
      return outcome(reply);
    }
    try {
      return Long.parseLong(accepted.body()) == 0 ? new NotThere() : new Outcome.Stored();
    } catch (NumberFormatException e) {
      return new Outcome.Unreachable("no count but: " + accepted.body());
    }
  }

  private static Outcome outcome(Reply reply) {
    if (reply instanceof Reply.Accepted) {
      return new Outcome.Stored();
    }
    if (reply instanceof Reply.Refused refused) {
      return new Outcome.Refused(refused.refusal());
    }
    if (reply instanceof Reply.Unreadable unreadable) {
      return new Outcome.Damaged(unreadable.reason());
    }
    return new Outcome.Unreachable(
        reply instanceof Reply.Lost lost ? lost.reason() : ((Reply.NotSent) reply).reason());
  }

  /** A busy server or a gateway before it may have stored the batch all the same. */
  private static boolean isServerError(Reply reply) {
    return reply instanceof Reply.Refused refused
        && refused.refusal().kind() != Refusal.Kind.CONFIGURATION
        && refused.refusal().kind() != Refusal.Kind.BATCH;
  }

  /** No row is stored under the batch's id. */
  private record NotThere() implements Outcome {}
}
