/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.label.RunHead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run: what it was asked, did and answered, and the forms by which a person labels it.
 *
 * @param run its calls, cost and steps
 * @param grafana where it is looked at besides; empty where nowhere
 * @param scores what evaluators said that are no judges
 * @param cards the criteria that it is labelled by
 * @param more how many of them are not shown
 * @param request drawn for the page's forms
 * @param labels whether this person may label
 * @param kept what this person wrote before and could not send; empty where nothing
 * @param trouble why nothing was kept; empty where that does not apply, as the next one
 * @param done what was kept just now
 */
record RunPage(
    Layout page,
    Visit visit,
    String id,
    Facts facts,
    Text input,
    Text output,
    RunView run,
    String grafana,
    List<ScoreRow> scores,
    List<LabelCard> cards,
    long more,
    String request,
    boolean labels,
    String needs,
    String kept,
    String trouble,
    String done) {

  /** What is said on a line each; "unknown" where it is not known. */
  record Facts(
      String state,
      String agent,
      String version,
      String service,
      String environment,
      String team,
      String models,
      String began,
      String ended,
      String took,
      String error) {

    static Facts of(RunHead head) {
      return new Facts(
          state(head.status()),
          Words.orUnknown(head.agent()),
          Words.orUnknown(head.agentVersion()),
          Words.orUnknown(head.service()),
          Words.orUnknown(head.environment()),
          Words.orUnknown(head.team()),
          Words.orUnknown(String.join(", ", head.models())),
          Times.at(head.startedAt()),
          head.endedAt() == null ? "not yet, or not known" : Times.at(head.endedAt()),
          took(head.startedAt(), head.endedAt()),
          Visible.line(head.error(), 500));
    }

    private static String took(Instant began, @Nullable Instant ended) {
      return ended == null ? "unknown" : Times.exact(Duration.between(began, ended));
    }

    private static String state(String status) {
      return switch (status) {
        case "waiting_approval" -> "waits for a person";
        case "error" -> "failed";
        case "lost" -> "lost: its process was not heard of any more";
        default -> Visible.line(status, 50);
      };
    }
  }

  /**
   * What the run was asked or answered.
   *
   * @param hidden what of it is not shown and why; empty where all is
   */
  record Text(String text, boolean known, String hidden) {

    private static final int MOST = 20_000;
    private static final String SECRET = "[redacted]";

    static Text of(@Nullable String recorded) {
      String text = Objects.requireNonNullElse(recorded, "");
      int length = text.codePointCount(0, text.length());
      String shown =
          length <= MOST ? text : text.substring(0, text.offsetByCodePoints(0, MOST)) + "…";
      return new Text(Visible.of(shown), recorded != null, hidden(text, length - MOST));
    }

    private static String hidden(String text, int more) {
      String cut = more > 0 ? more + " more characters are not shown. " : "";
      return (cut
              + (text.contains(SECRET) ? "Where [redacted] stands a secret was taken out." : ""))
          .strip();
    }
  }
}
