/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Sessions;
import dev.aiops.approval.access.Sessions.Session;
import dev.aiops.approval.http.TooLarge;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What stands before every page. A route for people who are signed in is made by {@link #page} or
 * {@link #form}, and so cannot be reached otherwise.
 */
final class Guard {

  /** Answers a person who is signed in. */
  interface Signed {
    void handle(Context context, Visit visit);
  }

  /**
   * With the referrer policy no-referrer browsers send our own forms with the origin null, so that
   * {@link Origin} refuses them; this one says nothing to others, either.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src"
              + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Frame-Options",
          "DENY",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long MOST_BYTES = 65_536;

  /** Paths of our own, as they stand in a link: nothing that a browser takes for another host. */
  private static final Pattern OURS =
      Pattern.compile("/([A-Za-z0-9_][A-Za-z0-9_.~:=&?%/-]{0,400})?");

  private final Origin origin;
  private final Cookies cookies;
  private final Addresses addresses;
  private final Sessions sessions;

  Guard(Origin origin, Cookies cookies, Addresses addresses, Sessions sessions) {
    this.origin = origin;
    this.cookies = cookies;
    this.addresses = addresses;
    this.sessions = sessions;
  }

  /** Before every request; the API has its own gate and takes no cookie. */
  void before(Context context) {
    HEADERS.forEach(context::header);
    if (!context.path().startsWith("/v1/") && !READING.contains(context.method().name())) {
      requireForm(context);
      origin.requireOurs(context);
    }
  }

  /** A route for everybody who reaches the pages by their address. */
  Handler open(Handler handler) {
    return context -> {
      origin.requireHost(context);
      handler.handle(context);
    };
  }

  /** A route that shows something. */
  Handler page(Signed handler) {
    return context -> {
      origin.requireHost(context);
      Optional<Visit> visit = visit(context);
      if (visit.isPresent()) {
        handler.handle(context, visit.get());
      } else {
        signInFirst(context);
      }
    };
  }

  /** A route that changes something: it needs the session's token, too. */
  Handler form(Signed handler) {
    return form(context -> false, context -> "/", handler);
  }

  /** As {@link #form(Signed)}, of a form whose text is kept where the session has ended. */
  Handler form(Drafts drafts, UnaryOperator<String> page, Signed handler) {
    return form(
        context -> drafts.keep(context, context.pathParam("id")),
        context -> page.apply(context.pathParam("id")),
        handler);
  }

  private Handler form(Predicate<Context> keep, Function<Context, String> page, Signed handler) {
    return context -> {
      origin.requireHost(context);
      Optional<Session> session = session(context);
      boolean right = session.isPresent() && session.get().isToken(field(context, "csrf"));
      boolean kept = !right && keep.test(context);
      if (session.isEmpty()) {
        String next = and(next(page.apply(context)));
        context.redirect("/login?" + (kept ? "kept" : "ended") + next, HttpStatus.SEE_OTHER);
        return;
      }
      requireToken(right);
      handler.handle(context, new Visit(session.get().person(), session.get().csrf()));
    };
  }

  private static String and(String next) {
    return next.equals("/") ? "" : "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }

  Optional<Visit> visit(Context context) {
    return session(context).map(session -> new Visit(session.person(), session.csrf()));
  }

  String address(Context context) {
    return addresses.of(context);
  }

  static void requireToken(boolean right) {
    if (!right) {
      throw new PageException(
          403,
          "The form was not made for this session, so nothing was done",
          "go back, load the page again, and send it once more");
    }
  }

  /** A form's field; empty where there is none. */
  static String field(Context context, String name) {
    return Objects.requireNonNullElse(context.formParam(name), "");
  }

  /** A path of ours to go to afterwards; the first page where it is none. */
  static String next(String path) {
    return OURS.matcher(path).matches() ? path : "/";
  }

  private Optional<Session> session(Context context) {
    return sessions.find(cookies.session(context), address(context));
  }

  private static void signInFirst(Context context) {
    String query = context.queryString() == null ? "" : "?" + context.queryString();
    String next = next(context.path() + query);
    String to = next.equals("/") ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    context.redirect("/login" + to, HttpStatus.SEE_OTHER);
  }

  private static void requireForm(Context context) {
    String type = Objects.requireNonNullElse(context.header("Content-Type"), "");
    if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(FORM)) {
      throw new PageException(415, "This is no form", "use the form on our own page");
    }
    long length = context.req().getContentLengthLong();
    if (length < 0 || length > MOST_BYTES) {
      TooLarge.drop(context);
      throw new PageException(
          413, "The form has more than 65536 bytes, or does not say how many", "write less");
    }
  }
}
