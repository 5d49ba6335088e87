/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Oidc;
import dev.aiops.approval.access.Oidc.Finished;
import dev.aiops.approval.access.OidcException;
import dev.aiops.approval.access.Person.Method;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.Optional;

/** Signing in at the provider. */
final class OidcRoutes {

  private static final String CALLBACK = "/login/oidc/callback";

  private final Oidc oidc;
  private final Origin origin;
  private final Guard guard;
  private final Browser browser;
  private final LoginRoutes.Opening opening;

  OidcRoutes(Oidc oidc, Origin origin, Guard guard, Browser browser, LoginRoutes.Opening opening) {
    this.oidc = oidc;
    this.origin = origin;
    this.guard = guard;
    this.browser = browser;
    this.opening = opening;
  }

  void register(RoutesConfig routes) {
    routes.get("/login/oidc", guard.open(this::begin)).get(CALLBACK, guard.open(this::finish));
  }

  /** A link and no form: browsers hold the redirect of a form to form-action, too. */
  private void begin(Context context) {
    String next = context.queryParam("next");
    boolean again = guard.visit(context).filter(visit -> isByProvider(visit)).isPresent();
    try {
      URI redirect = URI.create(origin.of(context) + CALLBACK);
      String id = browser.idOrNew(context);
      URI to = oidc.begin(id, redirect, again, Guard.next(next == null ? "" : next));
      context.redirect(to.toString(), HttpStatus.SEE_OTHER);
    } catch (OidcException e) {
      throw shown(e);
    }
  }

  private void finish(Context context) {
    String query = context.queryString() == null ? "" : context.queryString();
    String id = browser.id(context).orElseThrow(OidcRoutes::otherBrowser);
    try {
      URI callback = URI.create(origin.of(context) + CALLBACK + "?" + query);
      Finished finished = oidc.finish(id, callback, guard.address(context));
      requireSamePerson(guard.visit(context), finished);
      opening.open(context, finished.login(), finished.next());
    } catch (OidcException e) {
      throw shown(e);
    } catch (IllegalArgumentException e) {
      throw otherBrowser();
    }
  }

  /** Who gives a password again is who is signed in, and nobody who stands beside. */
  private static void requireSamePerson(Optional<Visit> visit, Finished finished) {
    boolean same =
        visit.filter(one -> one.person().name().equals(finished.login().name())).isPresent();
    if (finished.again() && !same) {
      throw new PageException(
          403,
          "Somebody else signed in than the person whose session this is",
          "sign out, then sign in as that person");
    }
  }

  private static boolean isByProvider(Visit visit) {
    return visit.person().method() == Method.OIDC;
  }

  private static PageException otherBrowser() {
    return new PageException(
        400, "This sign-in was not begun in this browser", "begin again on the sign-in page");
  }

  private static PageException shown(OidcException e) {
    return new PageException(
        e.isProviders() ? 503 : 403,
        String.valueOf(e.getMessage()),
        e.isProviders()
            ? "try again in a moment; the reason is in this service's log"
            : "begin again on the sign-in page; the reason is in this service's log");
  }
}
