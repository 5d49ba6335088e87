/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.notify.Notice.ActionFacts;
import dev.aiops.approval.notify.Notice.RaiseFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notice as JSON: schema {@code Notification} of the contract. The same bytes each time. */
final class WebhookBody {

  private final Links links;

  WebhookBody(Links links) {
    this.links = links;
  }

  String of(Notice notice) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", notice.id()).put("type", notice.type().text()).put("seq", notice.seq());
    body.put("at", notice.at().toString()).put("summary", Words.summary(notice));
    body.put("link", links.of(notice)).put("entity", notice.entity());
    body.put("state", notice.state()).put("reminder", notice.reminder());
    notice.by().forEach(body.putArray("decided_by")::add);
    body.set("action", action(notice.action()));
    body.set("raise", raise(notice.raise()));
    return body.toString();
  }

  private static @Nullable ObjectNode action(@Nullable ActionFacts facts) {
    if (facts == null) {
      return null;
    }
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    action.put("rule", facts.rule()).put("tool", facts.tool()).put("agent", facts.agent());
    action.put("service", facts.service()).put("environment", facts.environment());
    action.put("team", facts.team()).put("run_id", facts.run());
    action.put("requester", facts.requester()).put("requested_at", facts.requestedAt().toString());
    return action.put("decide_by", text(facts.decideBy()));
  }

  private static @Nullable ObjectNode raise(@Nullable RaiseFacts facts) {
    if (facts == null) {
      return null;
    }
    ObjectNode raise = JsonNodeFactory.instance.objectNode();
    raise.put("budget", facts.budget()).put("day", facts.day().toString());
    raise.put("amount_nanos", Long.toString(facts.amount()));
    return raise.put("requester", facts.requester());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
