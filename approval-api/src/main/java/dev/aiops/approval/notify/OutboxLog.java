/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What rows of the control log say about notices, and how they are written. */
public final class OutboxLog {

  static final String APPROVAL_REMINDED = "notification_approval_reminded";
  static final String RAISE_REMINDED = "notification_raise_reminded";
  private static final String OPENED = "notification_opened";
  private static final String CLAIMED = "notification_claimed";
  private static final String DELIVERED = "notification_delivered";
  private static final String FAILED = "notification_failed";
  private static final String GIVEN_UP = "notification_given_up";
  private static final String LOADED = "notification_loaded";
  private static final Set<String> KINDS =
      Set.of(
          OPENED, CLAIMED, DELIVERED, FAILED, GIVEN_UP, LOADED, APPROVAL_REMINDED, RAISE_REMINDED);
  private static final String SYSTEM = "system";

  private OutboxLog() {}

  /** The kinds of rows that only this package knows. */
  public static Set<String> kinds() {
    return KINDS;
  }

  private record Opened(String channel) {}

  private record Claimed(String channel, String owner, Instant until) {}

  private record Delivered(String channel, long notice) {}

  private record Failed(
      String channel, long notice, Instant noticeAgain, Instant channelAgain, String why) {}

  private record GivenUp(String channel, List<Long> notices) {}

  private record Loaded(String channel, long to, List<Notice> notices) {}

  private record Reminded(int number) {}

  /** The outbox after a row; rows of other kinds leave it as it is. */
  static Outbox apply(Outbox state, Committed row) {
    String body = row.entry().body();
    return switch (row.entry().kind()) {
      case OPENED -> state.opened(Json.read(body, Opened.class).channel());
      case CLAIMED -> on(state, Json.read(body, Claimed.class));
      case DELIVERED -> on(state, Json.read(body, Delivered.class));
      case FAILED -> on(state, Json.read(body, Failed.class));
      case GIVEN_UP -> on(state, Json.read(body, GivenUp.class));
      case LOADED -> on(state, Json.read(body, Loaded.class));
      default -> state;
    };
  }

  private static Outbox on(Outbox state, Claimed row) {
    return state.changed(row.channel(), channel -> channel.claimed(row.owner(), row.until()));
  }

  private static Outbox on(Outbox state, Delivered row) {
    return state.changed(row.channel(), channel -> channel.delivered(row.notice()));
  }

  private static Outbox on(Outbox state, Failed row) {
    return state.changed(
        row.channel(),
        channel -> channel.failed(row.notice(), row.noticeAgain(), row.channelAgain()));
  }

  private static Outbox on(Outbox state, GivenUp row) {
    return state.changed(row.channel(), channel -> channel.givenUp(row.notices()));
  }

  private static Outbox on(Outbox state, Loaded row) {
    return state.changed(row.channel(), channel -> channel.loaded(row.to(), row.notices()));
  }

  /** The number of a row's reminder; 0 for what is none. */
  static int reminder(Committed row) {
    String kind = row.entry().kind();
    return kind.equals(APPROVAL_REMINDED) || kind.equals(RAISE_REMINDED)
        ? Json.read(row.entry().body(), Reminded.class).number()
        : 0;
  }

  static Entry opened(String channel) {
    return entry(OPENED, channel, "open", new Opened(channel));
  }

  static Entry claimed(String channel, String owner, Instant until) {
    return entry(CLAIMED, channel, "claimed", new Claimed(channel, owner, until));
  }

  static Entry delivered(String channel, long notice) {
    return entry(DELIVERED, channel, "delivered", new Delivered(channel, notice));
  }

  static Entry failed(
      String channel, long notice, Instant noticeAgain, Instant channelAgain, String why) {
    return entry(
        FAILED, channel, "failed", new Failed(channel, notice, noticeAgain, channelAgain, why));
  }

  static Entry givenUp(String channel, List<Long> notices) {
    return entry(GIVEN_UP, channel, "given_up", new GivenUp(channel, notices));
  }

  static Entry loaded(String channel, long to, List<Notice> notices) {
    return entry(LOADED, channel, "loaded", new Loaded(channel, to, notices));
  }

  static Entry reminded(boolean ofApproval, String entity, String state, int number) {
    String kind = ofApproval ? APPROVAL_REMINDED : RAISE_REMINDED;
    return entry(kind, entity, state, new Reminded(number));
  }

  private static Entry entry(String kind, String entity, String state, Object body) {
    return new Entry(kind, entity, state, null, SYSTEM, Json.text(body));
  }
}
