/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Secret;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote into forms that could not be taken, as their session had ended or their
 * password was asked for first. It comes back as text in the same form, in the same browser, and is
 * never sent for them. It is kept in this process for half an hour, and in no address.
 */
final class Drafts {

  /**
   * Text of a form.
   *
   * @param arguments null where the form had none
   */
  record Draft(String reason, @Nullable String arguments, Instant at) {

    static final Draft NONE = new Draft("", null, Instant.EPOCH);

    boolean isEmpty() {
      return reason.isEmpty() && arguments == null;
    }

    int size() {
      return reason.length() + (arguments == null ? 0 : arguments.length());
    }
  }

  private record Key(String browser, String subject) {}

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int MOST = 1_000;
  private static final int MOST_CHARACTERS = 8_000_000;

  private final Browser browser;
  private final InstantSource clock;
  private final Map<Key, Draft> kept = new LinkedHashMap<>();
  private int characters;

  Drafts(Browser browser, InstantSource clock) {
    this.browser = browser;
    this.clock = clock;
  }

  /**
   * Keeps what a form has.
   *
   * @param subject what the form is about
   * @return whether there was something to keep
   */
  boolean keep(Context context, String subject) {
    String reason = Guard.field(context, "reason").strip();
    Draft draft = new Draft(reason, context.formParam("arguments"), clock.instant());
    if (!draft.isEmpty()) {
      put(new Key(hash(browser.idOrNew(context)), subject), draft);
    }
    return !draft.isEmpty();
  }

  /** What this browser's form about something had; nothing where it had none. */
  synchronized Draft find(Context context, String subject) {
    return key(context, subject).map(kept::get).filter(draft -> !isOver(draft)).orElse(Draft.NONE);
  }

  /** The form was taken. */
  synchronized void forget(Context context, String subject) {
    key(context, subject).ifPresent(this::remove);
  }

  /** Whoever signs out leaves nothing to the next one. */
  synchronized void forgetAll(Context context) {
    String hash = browser.id(context).map(Drafts::hash).orElse("");
    kept.keySet().stream().filter(key -> key.browser().equals(hash)).toList().forEach(this::remove);
  }

  private synchronized void put(Key key, Draft draft) {
    remove(key);
    kept.put(key, draft);
    characters += draft.size();
    while (isTooMuch()) {
      remove(kept.keySet().iterator().next());
    }
  }

  /** The oldest is first. */
  private boolean isTooMuch() {
    return kept.size() > MOST
        || characters > MOST_CHARACTERS
        || isOver(kept.values().iterator().next());
  }

  private void remove(Key key) {
    Draft draft = kept.remove(key);
    characters -= draft == null ? 0 : draft.size();
  }

  private boolean isOver(Draft draft) {
    return !clock.instant().isBefore(draft.at().plus(LONGEST));
  }

  private Optional<Key> key(Context context, String subject) {
    return browser.id(context).map(id -> new Key(hash(id), subject));
  }

  private static String hash(String id) {
    return Secret.sha256(id);
  }
}
