/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Person.Method;
import dev.aiops.approval.access.Sessions;
import dev.aiops.approval.access.Sessions.Login;
import dev.aiops.approval.access.SignIn;
import dev.aiops.approval.access.SignIn.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/** Signing in with a password, giving it again, and signing out. */
final class LoginRoutes {

  /**
   * Where people sign in, or give their password again.
   *
   * @param token what the form sends back
   * @param again whose password is asked for; empty where nobody is signed in
   * @param trouble what went wrong; empty where nothing did
   */
  record View(
      Layout page,
      String next,
      String token,
      String again,
      boolean passwords,
      boolean provider,
      String trouble) {

    String nextInLink() {
      return URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
  }

  private static final System.Logger LOG = System.getLogger(LoginRoutes.class.getName());
  private static final String ENDED = "Your session has ended, so nothing was done. Sign in again.";
  private static final String KEPT = " What you wrote is kept for you.";
  private static final String WRONG = "This name and this password do not belong together.";

  private final WebSettings settings;
  private final Guard guard;
  private final Browser browser;
  private final SignIn signIn;
  private final Opening opening;
  private final InstantSource clock;

  LoginRoutes(
      WebSettings settings,
      Guard guard,
      Browser browser,
      SignIn signIn,
      Opening opening,
      InstantSource clock) {
    this.settings = settings;
    this.guard = guard;
    this.browser = browser;
    this.signIn = signIn;
    this.opening = opening;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/login", guard.open(this::form))
        .post("/login", guard.open(this::login))
        .get("/confirm", guard.page(this::confirmForm))
        .post("/confirm", guard.form(this::confirm))
        .post("/logout", guard.form((context, visit) -> opening.end(context)));
  }

  private void form(Context context) {
    String next = Guard.next(param(context, "next"));
    if (guard.visit(context).isPresent()) {
      context.redirect(next, HttpStatus.SEE_OTHER);
      return;
    }
    show(context, next, ended(context));
  }

  private static String ended(Context context) {
    boolean kept = context.queryParam("kept") != null;
    boolean ended = kept || context.queryParam("ended") != null;
    return (ended ? ENDED : "") + (kept ? KEPT : "");
  }

  private void login(Context context) {
    Guard.requireToken(browser.isToken(context, Guard.field(context, "csrf")));
    String next = Guard.next(Guard.field(context, "next"));
    String address = guard.address(context);
    Answer answer =
        signIn.check(Guard.field(context, "name"), Guard.field(context, "password"), address);
    if (answer instanceof Answer.Known known) {
      opening.open(context, Login.of(known.user(), clock.instant(), address), next);
    } else {
      LOG.log(System.Logger.Level.WARNING, "A sign-in from " + address + " was refused");
      show(context, next, refused(context, answer));
    }
  }

  private void confirmForm(Context context, Visit visit) {
    showAgain(context, visit, Guard.next(param(context, "next")), "");
  }

  private void confirm(Context context, Visit visit) {
    String next = Guard.next(Guard.field(context, "next"));
    String address = guard.address(context);
    if (visit.person().method() != Method.PASSWORD) {
      throw new PageException(
          400, "You signed in by the provider, which has your password", "confirm it there");
    }
    Answer answer = signIn.check(visit.person().name(), Guard.field(context, "password"), address);
    if (answer instanceof Answer.Known known) {
      opening.open(context, Login.of(known.user(), clock.instant(), address), next);
    } else {
      showAgain(context, visit, next, refused(context, answer));
    }
  }

  private static String refused(Context context, Answer answer) {
    if (answer instanceof Answer.Wait wait) {
      Duration left = wait.left().plusMillis(999);
      context.status(HttpStatus.TOO_MANY_REQUESTS);
      context.header("Retry-After", Long.toString(left.toSeconds()));
      return "Too many attempts. Wait " + left.toSeconds() + " s, then try again.";
    }
    context.status(HttpStatus.FORBIDDEN);
    return WRONG;
  }

  private void show(Context context, String next, String trouble) {
    String token = browser.token(browser.idOrNew(context));
    Layout page = new Layout("Sign in", null);
    Templates.show(context, "login", view(page, next, token, "", true, trouble));
  }

  private void showAgain(Context context, Visit visit, String next, String trouble) {
    boolean password = visit.person().method() == Method.PASSWORD;
    Layout page = new Layout("Confirm it is you", visit);
    Templates.show(
        context, "login", view(page, next, visit.csrf(), visit.shown(), password, trouble));
  }

  private View view(
      Layout page, String next, String token, String again, boolean password, String trouble) {
    boolean passwords = password && settings.users().isPresent();
    boolean provider = settings.oidc().isPresent() && (again.isEmpty() || !password);
    return new View(page, next, token, again, passwords, provider, trouble);
  }

  private static String param(Context context, String name) {
    String value = context.queryParam(name);
    return value == null ? "" : value;
  }

  /** Gives a browser a session of its own, and takes it back. */
  static final class Opening {

    private final Cookies cookies;
    private final Sessions sessions;
    private final Drafts drafts;

    Opening(Cookies cookies, Sessions sessions, Drafts drafts) {
      this.cookies = cookies;
      this.sessions = sessions;
      this.drafts = drafts;
    }

    /** A new id, whatever the browser had before: an id it was made to have is nobody's session. */
    void open(Context context, Login login, String next) {
      sessions.end(cookies.session(context));
      cookies.setSession(context, sessions.open(login));
      LOG.log(
          System.Logger.Level.INFO,
          Visible.line(login.name(), 200)
              + " signed in from "
              + login.address()
              + " by "
              + login.method().text());
      context.redirect(next, HttpStatus.SEE_OTHER);
    }

    void end(Context context) {
      sessions.end(cookies.session(context));
      drafts.forgetAll(context);
      cookies.endSession(context);
      context.redirect("/login", HttpStatus.SEE_OTHER);
    }
  }
}
