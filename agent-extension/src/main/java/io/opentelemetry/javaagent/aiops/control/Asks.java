/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.javaagent.aiops.budget.LeftCounters.LeftLease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What the control plane is asked, as JSON. */
final class Asks {

  private static final JsonFactory JSON = new JsonFactory();

  private final KeeperSettings settings;

  Asks(KeeperSettings settings) {
    this.settings = settings;
  }

  /** A lease's totals since it began. */
  record Said(
      String lease,
      long seq,
      long granted,
      long spent,
      long reserved,
      long returned,
      long boundExceeded) {}

  /** For money. */
  record Ask(String request, String budget, long need, String process, List<Said> reports) {}

  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  byte[] grant(Ask ask) {
    return object(
        json -> {
          json.writeStringField("request_id", ask.request());
          json.writeStringField("budget", ask.budget());
          nanos(json, "need_nanos", ask.need());
          caller(json);
          process(json, ask.process());
          said(json, "reports", ask.reports());
        });
  }

  byte[] reports(String process, List<Said> leases) {
    return object(
        json -> {
          process(json, process);
          said(json, "leases", leases);
        });
  }

  byte[] adopt(String process, List<LeftLease> leases) {
    return object(
        json -> {
          process(json, process);
          json.writeArrayFieldStart("leases");
          for (LeftLease lease : leases) {
            json.writeStartObject();
            json.writeStringField("lease", lease.id());
            nanos(json, "spent_nanos", lease.spent() - lease.reserved());
            nanos(json, "reserved_nanos", lease.reserved());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  void caller(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("caller");
    json.writeStringField("service", settings.caller().service());
    json.writeStringField("environment", settings.caller().environment());
    json.writeStringField("team", settings.caller().team());
    json.writeEndObject();
  }

  void process(JsonGenerator json, String id) throws IOException {
    json.writeObjectFieldStart("process");
    json.writeStringField("host", settings.host());
    json.writeStringField("id", id);
    json.writeEndObject();
  }

  private static void said(JsonGenerator json, String name, List<Said> all) throws IOException {
    json.writeArrayFieldStart(name);
    for (Said said : all) {
      json.writeStartObject();
      json.writeStringField("lease", said.lease());
      json.writeNumberField("seq", said.seq());
      nanos(json, "granted_nanos", said.granted());
      nanos(json, "spent_nanos", said.spent());
      nanos(json, "reserved_nanos", said.reserved());
      nanos(json, "returned_nanos", said.returned());
      json.writeNumberField("bound_exceeded", said.boundExceeded());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A request takes 18 digits: more is nobody's money, and as much refused. */
  private static void nanos(JsonGenerator json, String name, long amount) throws IOException {
    json.writeStringField(name, Long.toString(Math.min(amount, MOST)));
  }

  private static final long MOST = 999_999_999_999_999_999L;

  static byte[] object(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
