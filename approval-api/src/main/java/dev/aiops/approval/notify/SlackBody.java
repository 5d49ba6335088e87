/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.notify.Notice.ActionFacts;
import dev.aiops.approval.notify.Notice.RaiseFacts;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A notice as a message of Slack: {@code text} for receivers that know no blocks, and blocks. What
 * others wrote stands in code spans that it cannot leave, so it can name nobody, link nowhere and
 * look like nothing of ours.
 */
final class SlackBody {

  private final Links links;

  SlackBody(Links links) {
    this.links = links;
  }

  String of(Notice notice) {
    String title = "*" + Words.title(notice) + "*" + by(notice);
    String link = "<" + escaped(links.of(notice)) + "|Open the form>";
    Map<String, String> facts = facts(notice);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("text", title + ": " + inline(facts) + ". " + link);
    ArrayNode blocks = body.putArray("blocks");
    section(blocks).set("text", text(title));
    ArrayNode fields = section(blocks).putArray("fields");
    facts.forEach((name, value) -> fields.add(text(name + "\n" + value)));
    section(blocks).set("text", text(link));
    return body.toString();
  }

  private static String by(Notice notice) {
    return notice.by().isEmpty()
        ? ""
        : " by " + notice.by().stream().map(SlackBody::code).collect(Collectors.joining(", "));
  }

  private static String inline(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + " " + fact.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> facts(Notice notice) {
    Map<String, String> facts = new LinkedHashMap<>();
    ActionFacts action = notice.action();
    RaiseFacts raise = notice.raise();
    if (action != null) {
      add(facts, action);
    } else if (raise != null) {
      facts.put("budget", code(raise.budget()));
      facts.put("more", code(Words.amount(raise)));
      facts.put("requester", code(raise.requester()));
    } else {
      facts.put("id", code(notice.entity()));
    }
    facts.put("at", code(notice.at().truncatedTo(ChronoUnit.SECONDS).toString()));
    return facts;
  }

  private static void add(Map<String, String> facts, ActionFacts action) {
    facts.put("tool", code(action.tool()));
    facts.put("rule", code(action.rule()));
    facts.put("agent", code(action.agent()));
    facts.put("service", code(action.service()));
    facts.put("environment", code(action.environment()));
    facts.put("run", code(action.run()));
    String requester = action.requester();
    if (requester != null) {
      facts.put("requester", code(requester));
    }
    if (action.decideBy() != null) {
      facts.put("decide by", code(action.decideBy().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
  }

  private static ObjectNode section(ArrayNode blocks) {
    return blocks.addObject().put("type", "section");
  }

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "mrkdwn")
        .put("text", text)
        .put("verbatim", true);
  }

  /** A name in a code span. */
  static String code(String name) {
    return "`" + escaped(Words.shown(name).replace("`", "[U+0060]")) + "`";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
