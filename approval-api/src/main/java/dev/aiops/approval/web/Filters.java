/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.budget.DayId;
import dev.aiops.approval.budget.DecidedRaise;
import dev.aiops.approval.budget.PendingRaise;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which approvals a list shows. A name matches where it has the text anywhere, whatever its case.
 *
 * @param kind {@link #ACTIONS}, {@link #RAISES}, or empty for both
 * @param state null is the list's own
 * @param text looked for in everything that was asked
 * @param days on which it was decided; the queue has none
 * @param page from 1
 */
record Filters(
    String tool,
    String service,
    String rule,
    String kind,
    @Nullable ApprovalState state,
    String text,
    Days days,
    int page) {

  static final int PAGE = 50;

  /** Kinds of what a list has. */
  static final String ACTIONS = "action";

  static final String RAISES = "raise";

  private static final int LONGEST = 200;
  private static final int LAST_PAGE = 1_000;

  static Filters of(Context context) {
    return new Filters(
        param(context, "tool"),
        param(context, "service"),
        param(context, "rule"),
        kind(param(context, "kind")),
        state(param(context, "state")),
        param(context, "text"),
        Days.of(context),
        page(param(context, "page")));
  }

  boolean areNone() {
    return takesAnyAction() && kind.isEmpty() && text.isEmpty() && state == null && days.areAll();
  }

  private boolean takesAnyAction() {
    return tool.isEmpty() && service.isEmpty() && rule.isEmpty();
  }

  /** Whether a request to raise a cap is among them; it has no tool, service or rule. */
  boolean takes(PendingRaise raise) {
    return takesRaise(raise.raise(), raise.requester(), raise.reason());
  }

  /** As {@link #takes(PendingRaise)}. */
  boolean takes(DecidedRaise raise) {
    ApprovalState state = raise.approved() ? ApprovalState.APPROVED : ApprovalState.DENIED;
    return (this.state == null || this.state == state)
        && takesRaise(raise.raise(), raise.requester(), raise.reason(), raise.by());
  }

  private boolean takesRaise(DayId id, String... texts) {
    Predicate<String> has = having(text);
    return !kind.equals(ACTIONS)
        && takesAnyAction()
        && (has.test(id.toString()) || Arrays.stream(texts).anyMatch(has));
  }

  /** Which approvals are among them; their state is the list's to look at. */
  Predicate<Approval> predicate() {
    Predicate<String> tools = having(tool);
    Predicate<String> services = having(service);
    Predicate<String> rules = having(rule);
    Predicate<Approval> texts = text.isEmpty() ? approval -> true : havingText(having(text));
    return approval ->
        !kind.equals(RAISES)
            && tools.test(approval.asked().action().tool())
            && services.test(approval.asked().action().service())
            && rules.test(approval.rule().name())
            && texts.test(approval);
  }

  private Predicate<Approval> havingText(Predicate<String> has) {
    return approval -> {
      Action action = approval.asked().action();
      return approval.id().equals(text)
          || approval.asked().run().equals(text)
          || has.test(action.tool())
          || has.test(action.agent())
          || has.test(Objects.requireNonNullElse(action.requester(), ""))
          || approval.votes().stream().anyMatch(vote -> has.test(vote.by()))
          || has.test(action.arguments().json())
          || has.test(Objects.requireNonNullElse(approval.asked().runInput(), ""));
    };
  }

  private static Predicate<String> having(String part) {
    int how = Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return part.isEmpty() ? value -> true : Pattern.compile(part, how).asPredicate();
  }

  /** The query of a link to a page of the same list. */
  String link(int toPage) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("tool", tool);
    query.put("service", service);
    query.put("rule", rule);
    query.put("kind", kind);
    query.put("state", state == null ? "" : state.name());
    query.put("text", text);
    query.put("from", days.fromText());
    query.put("to", days.toText());
    query.put("page", toPage == 1 ? "" : Integer.toString(toPage));
    return query.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String param(Context context, String name) {
    String value = Objects.requireNonNullElse(context.queryParam(name), "").strip();
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
  }

  private static @Nullable ApprovalState state(String name) {
    for (ApprovalState state : ApprovalState.values()) {
      if (state.name().equals(name.toUpperCase(Locale.ROOT))) {
        return state;
      }
    }
    return null;
  }

  private static String kind(String name) {
    return name.equals(ACTIONS) || name.equals(RAISES) ? name : "";
  }

  private static int page(String number) {
    return number.matches("[1-9][0-9]{0,3}") ? Math.min(Integer.parseInt(number), LAST_PAGE) : 1;
  }
}
