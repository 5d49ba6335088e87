/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.engine.Engine;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Serves the wire contract. */
public final class HttpServer implements AutoCloseable {

  private static final long IDLE_MILLIS = 15_000;
  private static final int CONNECTIONS_WAITING = 4_096;
  private static final int ANSWERING = 2;
  private static final long STOP_MILLIS = 5_000;
  private static final long STOP_IDLE_MILLIS = 100;

  private final HttpSettings settings;
  private final ExecutorService answering =
      Executors.newFixedThreadPool(ANSWERING, HttpServer::thread);
  private final Javalin app;

  private HttpServer(
      HttpSettings settings, Engine engine, Hooks hooks, Site site, InstantSource clock) {
    this.settings = settings;
    Failures failures = new Failures(() -> engine.failure().isPresent());
    Exchange exchange = new Exchange(failures, answering, settings.limit(), hooks.onRefusal());
    Gate gate = new Gate(hooks.tokens(), new Rate(settings.perSecond(), clock));
    app =
        Javalin.create(
            config -> {
              listen(config);
              site.register(config.routes);
              config.routes.before("/v1/*", gate::admit);
              new LeaseRoutes(engine, exchange, hooks.onBeyondLog()).register(config.routes);
              new BudgetRoutes(engine, exchange).register(config.routes);
              new OperatorRoutes(engine, exchange).register(config.routes);
              new RefusalRoutes(engine, exchange, hooks, clock).register(config.routes);
              new ApprovalRoutes(engine, exchange, new People(hooks.tokens(), hooks.users()))
                  .register(config.routes);
              new DecisionRoutes(engine.approvals(), exchange).register(config.routes);
              new EvalRoutes(engine.evals(), exchange).register(config.routes);
              new EvalRunnerRoutes(engine.evals(), exchange).register(config.routes);
              new LabelRoutes(hooks.labelling(), exchange).register(config.routes);
              new OpenRoutes(hooks, exchange).register(config.routes);
              // both: without the first Javalin answers its own exceptions itself, as plain text
              ExceptionHandler<Exception> failing =
                  (e, context) -> fail(context, failures.refusal(e), site, exchange);
              config.routes.exception(HttpResponseException.class, failing);
              config.routes.exception(Exception.class, failing);
            });
  }

  /** The API alone. */
  public static HttpServer start(
      HttpSettings settings, Engine engine, Hooks hooks, InstantSource clock) {
    return start(settings, engine, hooks, Site.NONE, clock);
  }

  /** The API with pages beside it; listens when it returns. */
  public static HttpServer start(
      HttpSettings settings, Engine engine, Hooks hooks, Site site, InstantSource clock) {
    HttpServer server = new HttpServer(settings, engine, hooks, site, clock);
    server.app.start();
    return server;
  }

  private static void fail(Context context, Refusal refusal, Site site, Exchange exchange) {
    exchange.write(context, refusal);
    if (site.isFor(context)) {
      site.fail(context, context.statusCode(), refusal.message(), refusal.remedy());
    }
  }

  /** Every route it answers, as {@code GET /healthz}. */
  public List<String> routes() {
    return app.unsafe.internalRouter.allHttpHandlers().stream()
        .filter(route -> route.endpoint.method.isHttpMethod())
        .map(route -> route.endpoint.method + " " + route.endpoint.path)
        .toList();
  }

  /** The port it listens on. */
  public int port() {
    return app.port();
  }

  /** Writes the answers that the engine gave, then ends; close the engine before. */
  @Override
  public void close() {
    app.stop();
    answering.shutdown();
  }

  private void listen(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(HttpServer::finishBeforeStop);
    config.jetty.addConnector(this::connector);
  }

  private static void finishBeforeStop(Server server) {
    server.setHandler(new GracefulHandler());
    server.setStopTimeout(STOP_MILLIS);
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    // with Java's 50, of a fleet that starts or comes back at once some connections end unanswered
    connector.setAcceptQueueSize(CONNECTIONS_WAITING);
    // a peer that stops in the middle of a request holds its connection no longer than this
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
    return connector;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "aiops-answering");
    thread.setDaemon(true);
    return thread;
  }
}
