/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;

/** Appends to the control log as approval-api does, chained as approval-api/README.md says. */
public final class ControlRows {

  private final TestDatabase database;
  private long seq;
  private String last = "";

  public ControlRows(TestDatabase database) {
    this.database = database;
  }

  /**
   * Figures of a budget's day, in nano-USD.
   *
   * @param budget the budget
   * @param day its day
   * @param cap its cap
   * @param spent settled
   * @param leased what open leases may come to beyond that
   */
  public record Figures(String budget, LocalDate day, long cap, long spent, long leased) {}

  /** A row without figures. */
  public void append(
      Instant at, String kind, String entity, String state, String actor, String body) {
    write(at, kind, entity, state, null, actor, body);
  }

  /** A row about a lease, with its budget's figures after it. */
  public void figures(Instant at, Figures figures) {
    write(at, "lease_reported", figures.budget() + ":1", "open", figures, "agents", "{}");
  }

  /** A policy of one enforcing budget, in a zone. */
  public void policy(Instant at, String budget, long cap, String zone) {
    append(
        at,
        "policy_effective",
        "version",
        "effective",
        "system",
        """
        {"policy":{"budgets":[{"name":"%s","dailyCap":%d,"zone":"%s","mode":"ENFORCE"}],"version":"v"},"today":{},"by":"system"}"""
            .formatted(budget, cap, zone));
  }

  /** Somebody's agent asks for an action. */
  public void asked(Instant at, Span.Who who, String id, String run, String tool) {
    Asked asked = Asked.of(id, who, run, tool, "", at);
    step(asked, asked.steps().get(0));
  }

  /** One row of what became of an action. */
  public void step(Asked asked, Asked.Step step) {
    append(step.at(), step.kind(), asked.id(), step.state(), step.actor(), asked.body(step));
  }

  /** How many rows it has written. */
  public long rows() {
    return seq;
  }

  private void write(
      Instant at,
      String kind,
      String entity,
      String state,
      Figures figures,
      String actor,
      String body) {
    seq++;
    String hash = hash(at.toEpochMilli(), kind, entity, state, figures, actor, body);
    String money =
        figures == null
            ? "'', NULL, NULL, NULL, NULL"
            : "%s, toDate32('%s'), %d, %d, %d"
                .formatted(
                    Rows.text(figures.budget()),
                    figures.day(),
                    figures.cap(),
                    figures.spent(),
                    figures.leased());
    String values =
        String.join(
            ", ",
            Long.toString(seq),
            "fromUnixTimestamp64Milli(toInt64(" + at.toEpochMilli() + "))",
            "'w'",
            Rows.text(kind),
            Rows.text(entity),
            Rows.text(state),
            money,
            Rows.text(actor),
            Rows.text(body),
            Rows.text(last),
            Rows.text(hash));
    database.control().execute("INSERT INTO control_log VALUES (" + values + ")");
    last = hash;
  }

  private String hash(
      long at,
      String kind,
      String entity,
      String state,
      Figures figures,
      String actor,
      String body) {
    MessageDigest digest = sha256();
    number(digest, seq);
    number(digest, at);
    for (String text :
        new String[] {"w", kind, entity, state, figures == null ? "" : figures.budget()}) {
      text(digest, text);
    }
    if (figures == null) {
      digest.update(HexFormat.of().parseHex("ff".repeat(4 * Long.BYTES)));
    } else {
      number(digest, figures.day().toEpochDay());
      number(digest, figures.cap());
      number(digest, figures.spent());
      number(digest, figures.leased());
    }
    for (String text : new String[] {actor, body, last}) {
      text(digest, text);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void number(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(Long.BYTES).putLong(number).array());
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
