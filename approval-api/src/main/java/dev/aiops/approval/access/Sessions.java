/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, in this process's memory. A session's id is drawn at each sign-in and kept as a
 * hash; one that was not drawn here opens nothing. A session ends when it was idle, when it is old,
 * and at once when its user was removed, disabled or changed.
 */
public final class Sessions {

  /**
   * How long they last.
   *
   * @param idle without a request
   * @param absolute however busy
   * @param most sessions at once; the longest idle ends first
   */
  public record Limits(Duration idle, Duration absolute, int most) {

    /** What OWASP calls fit for an application of high value. */
    public static final Limits DEFAULT =
        new Limits(Duration.ofMinutes(30), Duration.ofHours(12), 10_000);
  }

  /**
   * A sign-in that succeeded.
   *
   * @param user as the users file has it; null where a provider vouches for the person
   */
  public record Login(
      String name,
      String shown,
      Set<String> roles,
      Person.Method method,
      @Nullable Instant authenticatedAt,
      String address,
      @Nullable User user) {

    /** By password, now. */
    public static Login of(User user, Instant now, String address) {
      return new Login(
          user.name(), user.name(), user.roles(), Person.Method.PASSWORD, now, address, user);
    }
  }

  /**
   * A session as requests see it.
   *
   * @param csrf what each form that changes something must send back
   */
  public record Session(Person person, String csrf) {

    /** Takes the same time for all texts. */
    public boolean isToken(String sent) {
      return MessageDigest.isEqual(bytes(csrf), bytes(sent));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the token, which a log must not show. */
    @Override
    public String toString() {
      return "Session[" + person.name() + "]";
    }
  }

  private record Kept(Session session, @Nullable User user, Instant began, Instant seen) {

    Kept seen(Instant now) {
      return new Kept(session, user, began, now);
    }
  }

  private static final int ID_BYTES = 16;

  private final Limits limits;
  private final Supplier<Users> users;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Kept> byHash = new LinkedHashMap<>(16, 0.75f, true);

  public Sessions(Limits limits, Supplier<Users> users, InstantSource clock) {
    this.limits = limits;
    this.users = users;
    this.clock = clock;
  }

  /** Opens one; returns its id, which is kept nowhere else. */
  public String open(Login login) {
    String id = draw();
    String hash = Secret.sha256(id);
    Person person =
        new Person(
            login.name(),
            login.shown(),
            login.roles(),
            login.method(),
            login.authenticatedAt(),
            hash,
            login.address());
    Instant now = clock.instant();
    keep(hash, new Kept(new Session(person, draw()), login.user(), now, now));
    return id;
  }

  /** The session of an id, which is then no longer idle; its person at this address. */
  public synchronized Optional<Session> find(@Nullable String id, String address) {
    if (id == null) {
      return Optional.empty();
    }
    String hash = Secret.sha256(id);
    Kept kept = byHash.get(hash);
    if (kept == null || !holds(kept)) {
      byHash.remove(hash);
      return Optional.empty();
    }
    byHash.put(hash, kept.seen(clock.instant()));
    Session session = kept.session();
    return Optional.of(new Session(session.person().at(address), session.csrf()));
  }

  /** Ends one; an id that is not known ends none. */
  public synchronized void end(@Nullable String id) {
    if (id != null) {
      byHash.remove(Secret.sha256(id));
    }
  }

  /** 128 random bits, fit for a cookie and a form. */
  public String draw() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private synchronized void keep(String hash, Kept kept) {
    byHash.values().removeIf(before -> !holds(before));
    while (byHash.size() >= limits.most()) {
      byHash.remove(byHash.keySet().iterator().next());
    }
    byHash.put(hash, kept);
  }

  private boolean holds(Kept kept) {
    Instant now = clock.instant();
    boolean idle = !now.isBefore(kept.seen().plus(limits.idle()));
    boolean old = !now.isBefore(kept.began().plus(limits.absolute()));
    return !idle && !old && isAsItWas(kept.user());
  }

  private boolean isAsItWas(@Nullable User user) {
    return user == null || users.get().find(user.name()).filter(user::equals).isPresent();
  }
}
