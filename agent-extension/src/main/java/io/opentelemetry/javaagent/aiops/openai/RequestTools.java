/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.HostedTool;
import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.javaagent.aiops.openai.JsonToken.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tools of a request: those the app runs, and those the provider runs and bills. */
final class RequestTools {

  /** Run by the app. Any other kind is one that the provider runs. */
  private static final String[] OF_THE_APP = {"function", "custom", "namespace", "apply_patch"};

  /** Anthropic's own tools that the app runs, by the date of their version. */
  private static final Pattern RUN_BY_THE_APP =
      Pattern.compile("(bash|text_editor|computer|memory)_20\\d{6}");

  private final Set<UsageUnit> hosted = EnumSet.noneOf(UsageUnit.class);
  private long count;
  private long maxUses;
  private boolean typed;
  private boolean untyped;
  private boolean unknown;

  void value(RequestField field, JsonToken token) {
    switch (field) {
      case TOOL -> tool();
      case TOOL_TYPE -> type(token);
      case FUNCTION -> count++;
      case MAX_TOOL_CALLS -> maxUses = Math.max(maxUses, token.asLong(0));
      case SEARCH -> search(RequestFacts.isGiven(token));
      case OTHER_TOOLS -> unknown |= RequestFacts.isGiven(token);
      case MODEL -> search(isSearching(token));
      default -> {}
    }
  }

  /** An item of the conversation that brings tools along. */
  void item(JsonToken type) {
    unknown |= type.is("additional_tools");
  }

  private void tool() {
    count++;
    untyped |= !typed;
    typed = false;
  }

  private void type(JsonToken token) {
    typed = true;
    String type = token.kind() == Kind.STRING ? token.text() : "";
    if (token.isAny(OF_THE_APP) || RUN_BY_THE_APP.matcher(type).matches()) {
      return;
    }
    UsageUnit unit = billedBy(type);
    if (unit == null) {
      unknown = true;
    } else {
      hosted.add(unit);
    }
  }

  private static @Nullable UsageUnit billedBy(String type) {
    if (type.startsWith("web_search")) {
      return UsageUnit.WEB_SEARCHES;
    }
    return switch (type) {
      case "file_search", "collections_search" -> UsageUnit.STORAGE_SEARCHES;
      case "code_interpreter", "code_execution" -> UsageUnit.CODE_EXECUTIONS;
      case "x_search" -> UsageUnit.SOCIAL_SEARCHES;
      default -> null;
    };
  }

  /** Models that search whatever the request says. */
  private static boolean isSearching(JsonToken model) {
    String name = model.kind() == Kind.STRING ? model.text().toLowerCase(Locale.ROOT) : "";
    return name.contains("-search-preview") || name.contains("-search-api");
  }

  private void search(boolean asked) {
    if (asked) {
      hosted.add(UsageUnit.WEB_SEARCHES);
    }
  }

  /** Where a tool has no type, it is one of the app to Anthropic and unknown to all others. */
  void addTo(CallFacts.Builder facts, long schemaBytes, Endpoint endpoint) {
    facts.tools(count, schemaBytes);
    if (unknown || (untyped && endpoint != Endpoint.MESSAGES)) {
      facts.unknownHostedTool();
    }
    List<HostedTool> tools = hosted.stream().map(unit -> new HostedTool(unit, maxUses)).toList();
    facts.hostedTools(tools);
  }
}
