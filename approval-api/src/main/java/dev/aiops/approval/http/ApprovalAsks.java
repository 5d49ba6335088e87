/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.ApprovalId;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Deciding.Seen;
import dev.aiops.approval.approvals.Ending.Outcome;
import dev.aiops.approval.approvals.Ending.TakeBack;
import dev.aiops.approval.approvals.Held;
import dev.aiops.approval.approvals.Requesting;
import dev.aiops.approval.approvals.Using.Use;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.Channel;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is asked about approvals on the wire. */
final class ApprovalAsks {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int LONGEST = 200;
  private static final int LONGEST_TEXT = 4_096;

  private ApprovalAsks() {}

  /** For an action; agents of older versions send no hints. */
  record Request(
      String requestId,
      Asks.CallerBody caller,
      String agent,
      String runId,
      String spanId,
      JsonNode requester,
      String tool,
      String definition,
      JsonNode arguments,
      String actionHash,
      JsonNode runInput,
      @JacksonInject(value = Wire.ABSENT, useInput = OptBoolean.TRUE) JsonNode hints) {

    Requesting.Request by(String token) {
      Action action = action();
      if (!action.hash().equals(actionHash)) {
        throw new RefusedException(
            Rule.BAD_REQUEST, "action_hash is not that of the action that was sent");
      }
      return new Requesting.Request(
          ApprovalId.draw(),
          bounded("request_id", requestId, LONGEST),
          new Held(action),
          bounded("run_id", runId, LONGEST),
          bounded("span_id", spanId, LONGEST),
          text("run_input", runInput, LONGEST_TEXT),
          token);
    }

    private Action action() {
      if (!definition.isEmpty() && !HASH.matcher(definition).matches()) {
        throw new IllegalArgumentException("definition must be a SHA-256 or empty");
      } else if (tool.isBlank()) {
        throw new IllegalArgumentException("tool must not be empty");
      }
      return new Action(
          bounded("service", caller.service(), LONGEST),
          bounded("environment", caller.environment(), LONGEST),
          bounded("team", caller.team(), LONGEST),
          bounded("agent", agent, LONGEST),
          bounded("tool", tool, LONGEST),
          definition,
          text("requester", requester, LONGEST),
          Arguments.of(arguments),
          HintsBody.of(hints));
    }
  }

  /** To use an approval. */
  record Consume(String requestId, String actionHash, Asks.ProcessBody process) {

    Use of(String approval, String token) {
      return new Use(
          approval,
          bounded("request_id", requestId, LONGEST),
          bounded("action_hash", actionHash, LONGEST),
          bounded("host", process.host(), LONGEST),
          bounded("id", process.id(), LONGEST),
          UUID.randomUUID().toString(),
          token);
    }
  }

  /** What became of it. */
  record Report(String requestId, String execution, String status, String errorType, long millis) {

    private static final Map<String, ApprovalState> STATES =
        Map.of("executed", ApprovalState.EXECUTED, "failed", ApprovalState.FAILED);

    Outcome of(String approval, String token) {
      ApprovalState state = STATES.get(status);
      if (state == null) {
        throw new IllegalArgumentException("status must be executed or failed");
      }
      return new Outcome(
          approval,
          bounded("request_id", requestId, LONGEST),
          bounded("execution", execution, LONGEST),
          state,
          bounded("error_type", errorType, LONGEST),
          Math.max(0, millis),
          token);
    }
  }

  /** To cancel, to revoke. */
  record Order(String requestId, String reason) {

    TakeBack of(String approval, Actor actor) {
      return new TakeBack(
          approval,
          bounded("request_id", requestId, LONGEST),
          bounded("reason", reason, LONGEST_TEXT),
          actor);
    }
  }

  /** A person's answer; arguments that are null change nothing. */
  record Decide(
      String requestId, boolean approve, String reason, long expectedVersion, JsonNode arguments) {

    Answer of(String approval, Person person, Channel channel) {
      return new Answer(
          approval,
          bounded("request_id", requestId, LONGEST),
          person,
          approve,
          bounded("reason", reason, LONGEST_TEXT),
          new Seen(channel, expectedVersion, null),
          arguments.isNull() ? null : Arguments.of(arguments));
    }
  }

  private static String bounded(String name, String text, int most) {
    if (text.length() > most) {
      throw new IllegalArgumentException(name + " has more than " + most + " characters");
    }
    return text;
  }

  private static @Nullable String text(String name, JsonNode value, int most) {
    if (value.isNull()) {
      return null;
    } else if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " must be a text or null");
    }
    return bounded(name, value.textValue(), most);
  }
}
