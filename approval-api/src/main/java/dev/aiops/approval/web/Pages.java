/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Oidc;
import dev.aiops.approval.access.Sessions;
import dev.aiops.approval.access.SignIn;
import dev.aiops.approval.access.Users;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.http.Site;
import dev.aiops.approval.label.Labelling;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** All pages. Sessions are this process's own: a person's requests must come to one instance. */
public final class Pages implements Site {

  private static final List<String> OF_MACHINES =
      List.of("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.yaml");

  /** What is read elsewhere. */
  public record Records(Runs runs, Labelling labelling, Audit audit) {}

  private final Guard guard;
  private final LoginRoutes login;
  private final Optional<OidcRoutes> oidc;
  private final RaiseRoutes raises;
  private final QueueRoutes queue;
  private final DetailRoutes detail;
  private final HistoryRoutes history;
  private final BatchRoutes batches;
  private final RunRoutes run;

  /**
   * Makes them.
   *
   * @param users those of the users file, as it is now
   * @param provider where people may sign in besides
   * @param records what pages show that the engine does not know
   */
  public Pages(
      WebSettings settings,
      Engine engine,
      Supplier<Users> users,
      Optional<Oidc> provider,
      Records records,
      InstantSource clock) {
    Origin origin = new Origin(settings.publicUrl());
    Cookies cookies = new Cookies(settings.isSecure(), provider.isPresent());
    Sessions sessions = new Sessions(Sessions.Limits.DEFAULT, users, clock);
    Browser browser = new Browser(cookies, sessions);
    Drafts drafts = new Drafts(browser, clock);
    LoginRoutes.Opening opening = new LoginRoutes.Opening(cookies, sessions, drafts);
    guard = new Guard(origin, cookies, new Addresses(settings.proxies()), sessions);
    login = new LoginRoutes(settings, guard, browser, new SignIn(users, clock), opening, clock);
    oidc = provider.map(known -> new OidcRoutes(known, origin, guard, browser, opening));
    raises = new RaiseRoutes(engine, guard, drafts, settings.limit(), clock);
    Asking asking = new Asking(engine, settings.limit());
    RunLinks links = new RunLinks(settings.grafana());
    Details details = new Details(records.runs(), links, clock);
    RunPages runs = new RunPages(records.runs(), links);
    queue = new QueueRoutes(asking, raises, drafts, guard, clock);
    detail = new DetailRoutes(engine.approvals(), asking, details, drafts, guard, clock);
    history = new HistoryRoutes(asking, raises, new Export(engine, records.audit()), guard);
    batches = new BatchRoutes(engine.evals(), asking, guard, clock);
    run = new RunRoutes(records.labelling(), runs, drafts, guard);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.before("/*", guard::before);
    routes.exception(PageException.class, this::refuse);
    Assets.register(routes);
    login.register(routes);
    oidc.ifPresent(signIn -> signIn.register(routes));
    raises.register(routes);
    queue.register(routes);
    detail.register(routes);
    history.register(routes);
    batches.register(routes);
    run.register(routes);
  }

  @Override
  public boolean isFor(Context context) {
    String accept = Objects.requireNonNullElse(context.header("Accept"), "");
    return accept.contains("text/html")
        && OF_MACHINES.stream().noneMatch(context.path()::startsWith);
  }

  @Override
  public void fail(Context context, int status, String message, String remedy) {
    if (status == 404) {
      show(context, status, "There is no page at " + context.path(), "begin at the first page");
    } else {
      show(context, status, message, remedy);
    }
  }

  private void refuse(PageException why, Context context) {
    show(context, why.status(), String.valueOf(why.getMessage()), why.remedy());
  }

  private void show(Context context, int status, String message, String remedy) {
    Visit visit = guard.visit(context).orElse(null);
    Templates.trouble(context, visit, status, message, remedy);
  }
}
