/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.javaagent.aiops.approval.Action;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Ask;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Report;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Use;
import io.opentelemetry.javaagent.aiops.approval.ToolHints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the control plane is asked of approvals, as JSON. */
final class ApprovalAsks {

  private final Asks asks;

  ApprovalAsks(Asks asks) {
    this.asks = asks;
  }

  /** The arguments go out as the text that was hashed. */
  byte[] request(Ask ask) {
    Action action = ask.action();
    return Asks.object(
        json -> {
          json.writeStringField("request_id", ask.requestId());
          asks.caller(json);
          json.writeStringField("agent", action.agent());
          json.writeStringField("run_id", ask.runId());
          json.writeStringField("span_id", ask.spanId());
          textOrNull(json, "requester", ask.requester());
          json.writeStringField("tool", action.tool());
          json.writeStringField("definition", action.definition());
          json.writeFieldName("arguments");
          json.writeRawValue(action.arguments().text());
          json.writeStringField("action_hash", ask.actionHash());
          textOrNull(json, "run_input", ask.runInput());
          hints(json, ask.hints());
        });
  }

  /** Left out where nothing is known, which control planes that know no hints understand. */
  private static void hints(JsonGenerator json, ToolHints hints) throws IOException {
    if (hints.equals(ToolHints.UNKNOWN)) {
      return;
    }
    json.writeObjectFieldStart("hints");
    hint(json, "read_only", hints.readOnly());
    hint(json, "destructive", hints.destructive());
    hint(json, "idempotent", hints.idempotent());
    hint(json, "open_world", hints.openWorld());
    json.writeEndObject();
  }

  private static void hint(JsonGenerator json, String name, @Nullable Boolean value)
      throws IOException {
    if (value != null) {
      json.writeBooleanField(name, value);
    }
  }

  byte[] consume(Use use, String process) {
    return Asks.object(
        json -> {
          json.writeStringField("request_id", use.requestId());
          json.writeStringField("action_hash", use.actionHash());
          asks.process(json, process);
        });
  }

  byte[] outcome(Report report) {
    return Asks.object(
        json -> {
          json.writeStringField("request_id", report.requestId());
          json.writeStringField("execution", report.execution());
          json.writeStringField("status", report.errorType().isEmpty() ? "executed" : "failed");
          json.writeStringField("error_type", report.errorType());
          json.writeNumberField("millis", report.millis());
        });
  }

  private static void textOrNull(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }
}
