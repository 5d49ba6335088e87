/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.OidcSettings;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route and everybody who may come to it. The routes are the running server's own, so one
 * that is added and not entered here fails the test. Approvals are asked for by an id that is
 * unknown: {@link ApprovalRoleMatrixTest} has those that are there.
 */
@ExtendWith(ClickHouseExtension.class)
class RoleMatrixTest {

  /** Who comes. */
  enum Who {
    ANONYMOUS,
    AGENT,
    OPERATOR,
    ADMIN,
    RUNNER,
    APPROVER_AT_THE_PAGES,
    ADMIN_AT_THE_PAGES
  }

  /** What each is answered, in the order of {@link Who}; the rule where it is JSON. */
  private static final Map<String, List<String>> EXPECTED = new TreeMap<>();

  private static final String NO = "401 no_token";
  private static final String OPERATORS_ONLY = "403 not_an_operator";
  private static final String AGENTS_ONLY = "403 not_an_agent";
  private static final String UNKNOWN_DETAIL = "%2Fapprovals%2Fsupport-live%3A2026-11-26%3A99";
  private static final String UNKNOWN_BATCH = "%2Fevals%2Fsupport-live%3A2026-11-26%3A99";
  private static final String ENDED_AT_DETAIL = "303 /login?ended&next=" + UNKNOWN_DETAIL;
  private static final String NO_APPROVAL = "404 no_such_approval";
  private static final String FORBIDDEN = "403 forbidden";
  private static final String RUNNERS_ONLY = "403 not_a_runner";
  private static final String NO_BATCH = "404 no_such_batch";
  private static final String NO_RUN = "404 no_such_run";
  private static final String UNKNOWN_RUN = "%2Fruns%2Fsupport-live%3A2026-11-26%3A99";

  static {
    open("GET /healthz", "200");
    open("GET /readyz", "200");
    open("GET /metrics", "200");
    open("GET /openapi.yaml", "200");
    open("GET /assets/aiops.css", "200");
    open("GET /assets/icon.svg", "200");
    open("GET /assets/aiops.js", "200");

    api("GET /v1/budgets", "200", AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/leases", "200", AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/leases/report", "200", AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/leases/close", "200", AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/leases/adopt", "200", AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/raises", "200", "200", "200");
    api("POST /v1/raises/{id}/decide", OPERATORS_ONLY, "409 raise_refused", "409 raise_refused");
    api("GET /v1/standings", OPERATORS_ONLY, "200", "200");
    api("GET /v1/refusals", OPERATORS_ONLY, "200", "200");
    api("GET /v1/budgets/{name}/standing", OPERATORS_ONLY, "200", "200");
    api("GET /v1/budgets/{name}/leases", OPERATORS_ONLY, "200", "200");
    api("POST /v1/budgets/{name}/halt", OPERATORS_ONLY, FORBIDDEN, "200");
    api("POST /v1/budgets/{name}/resume", OPERATORS_ONLY, FORBIDDEN, "200");
    api("POST /v1/leases/{id}/revoke", OPERATORS_ONLY, FORBIDDEN, "404 unknown_lease");
    api("POST /v1/leases/{id}/release", OPERATORS_ONLY, FORBIDDEN, "404 unknown_lease");

    api("GET /v1/approval-rules", "200", AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/approvals", "200", AGENTS_ONLY, AGENTS_ONLY);
    api("GET /v1/approvals", OPERATORS_ONLY, "200", "200");
    api("GET /v1/approvals/{id}", NO_APPROVAL, NO_APPROVAL, NO_APPROVAL);
    api("GET /v1/approvals/{id}/history", OPERATORS_ONLY, NO_APPROVAL, NO_APPROVAL);
    api("POST /v1/approvals/{id}/consume", NO_APPROVAL, AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/approvals/{id}/outcome", NO_APPROVAL, AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/approvals/{id}/cancel", NO_APPROVAL, AGENTS_ONLY, AGENTS_ONLY);
    api("POST /v1/approvals/{id}/decide", OPERATORS_ONLY, NO_APPROVAL, NO_APPROVAL);
    api("POST /v1/approvals/{id}/revoke", OPERATORS_ONLY, NO_APPROVAL, NO_APPROVAL);

    api("GET /v1/eval-batches", OPERATORS_ONLY, "200", "200");
    api("POST /v1/eval-batches", OPERATORS_ONLY, FORBIDDEN, "200");
    api("GET /v1/eval-batches/{id}", OPERATORS_ONLY, NO_BATCH, NO_BATCH);
    api("POST /v1/eval-batches/{id}/confirm", OPERATORS_ONLY, FORBIDDEN, NO_BATCH);
    api("POST /v1/eval-batches/{id}/cancel", OPERATORS_ONLY, FORBIDDEN, NO_BATCH);
    runner("POST /v1/eval-runner/work", "200");
    runner("POST /v1/eval-runner/batches/{id}/plan", NO_BATCH);
    runner("POST /v1/eval-runner/batches/{id}/progress", NO_BATCH);
    runner("POST /v1/eval-runner/batches/{id}/end", NO_BATCH);
    api("GET /v1/runs/{id}/labels", OPERATORS_ONLY, NO_RUN, NO_RUN);
    api("POST /v1/runs/{id}/labels", OPERATORS_ONLY, FORBIDDEN, NO_RUN);

    page("GET /login", "200", "303 /", "303 /");
    page("POST /login", "403", "403", "403");
    // the provider of this test does not answer
    page("GET /login/oidc", "503", "503", "503");
    page("GET /login/oidc/callback", "400", "403", "403");
    page("GET /", "303 /login", "200", "200");
    page("GET /confirm", "303 /login?next=%2Fconfirm", "200", "200");
    page("POST /confirm", "303 /login?ended", "403", "403");
    page("POST /logout", "303 /login?ended", "303 /login", "303 /login");
    page("GET /approvals/{id}", "303 /login?next=" + UNKNOWN_DETAIL, "404", "404");
    page("POST /approvals/{id}/decide", ENDED_AT_DETAIL, "404", "404");
    page("POST /approvals/{id}/revoke", ENDED_AT_DETAIL, "404", "404");
    page("GET /labels", "303 /login?next=%2Flabels", "200", "200");
    page("GET /runs/{id}", "303 /login?next=" + UNKNOWN_RUN, "404", "404");
    page("POST /runs/{id}/labels", "303 /login?ended&next=" + UNKNOWN_RUN, "404", "404");
    page("GET /history", "303 /login?next=%2Fhistory", "200", "200");
    page("GET /history.csv", "303 /login?next=%2Fhistory.csv", "200", "200");
    page("GET /history.json", "303 /login?next=%2Fhistory.json", "200", "200");
    page("POST /raises/{id}/decide", "303 /login?ended", "409", "409");
    page("GET /evals", "303 /login?next=%2Fevals", "200", "200");
    page("POST /evals", "303 /login?ended", "400", "400");
    page("GET /evals/{id}", "303 /login?next=" + UNKNOWN_BATCH, "404", "404");
    page("POST /evals/{id}/confirm", "303 /login?ended", "403", "404");
    page("POST /evals/{id}/cancel", "303 /login?ended", "403", "404");
  }

  private static final Set<String> QUERIED = Set.of("/v1/budgets", "/v1/approval-rules");

  private static final String ORDER = "{\"request_id\": \"%s\", \"reason\": \"drill\"}";

  private static final Map<String, String> BODIES =
      Map.of(
          "/v1/leases",
          TestService.grant("%s", "matrix", "1000"),
          "/v1/leases/report",
          TestService.report("matrix", "support-live:2026-11-26:1", 1, 0, 0),
          "/v1/leases/close",
          TestService.report("matrix", "support-live:2026-11-26:1", 1, 0, 0),
          "/v1/leases/adopt",
          """
              {"process": {"host": "h", "id": "matrix"}, "leases":
               [{"lease": "support-live:2026-11-26:99", "spent_nanos": "0", "reserved_nanos": "0"}]}
              """,
          "/v1/raises",
          "{\"request_id\": \"%s\", \"budget\": \"support-live\", \"amount_nanos\": \"1\","
              + " \"reason\": \"x\"}",
          "/v1/raises/{id}/decide",
          "{\"approve\": true, \"reason\": \"x\"}",
          "/v1/runs/{id}/labels",
          "{\"request_id\": \"%s\", \"evaluator\": \"x\", \"target_kind\": \"run\", \"target_id\": \"x\","
              + " \"label\": \"pass\", \"reason\": \"\"}",
          "/v1/leases/{id}/release",
          "{\"request_id\": \"%s\", \"reason\": \"x\", \"charge_nanos\": \"0\"}");

  private static final String UNKNOWN = "support-live:2026-11-26:99";
  private static final Pattern PARAMETER = Pattern.compile("\\{[a-z]+}");

  @TempDir static Path directory;

  private static final Map<Who, String> TOKENS = new EnumMap<>(Who.class);
  private static People people;

  private static void open(String route, String answer) {
    EXPECTED.put(route, Collections.nCopies(Who.values().length, answer));
  }

  /** A session opens nothing of the API, and an eval-runner's token nothing of others. */
  private static void api(String route, String agent, String operator, String admin) {
    EXPECTED.put(route, List.of(NO, agent, operator, admin, OPERATORS_ONLY, NO, NO));
  }

  private static void runner(String route, String answer) {
    EXPECTED.put(route, List.of(NO, RUNNERS_ONLY, RUNNERS_ONLY, RUNNERS_ONLY, answer, NO, NO));
  }

  /** A token opens no page. */
  private static void page(String route, String stranger, String approver, String admin) {
    EXPECTED.put(route, List.of(stranger, stranger, stranger, stranger, stranger, approver, admin));
  }

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:1");
    OidcSettings provider =
        new OidcSettings(nowhere, "aiops", null, Set.of("openid"), "roles", Map.of(), null);
    people = new People(database.control(), directory, Optional.empty(), Optional.of(provider));
    TOKENS.put(Who.AGENT, people.service.support);
    TOKENS.put(Who.ADMIN, people.service.ana);
    TOKENS.put(Who.RUNNER, people.service.runner);
    TOKENS.put(Who.OPERATOR, TokenFile.add(people.service.tokens, "nobody", Set.of()));
    ApiTest.await(() -> statusOf(TOKENS.get(Who.OPERATOR)) == 200);
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  @Test
  void everyRoute_isInTheTable_andNothingElse() {
    assertThat(EXPECTED.keySet()).isEqualTo(new HashSet<>(people.service.api().routes()));
  }

  @Test
  void everybody_isAnsweredAsTheTableSays() throws Exception {
    Map<String, List<String>> answered = new TreeMap<>();
    for (String route : EXPECTED.keySet()) {
      List<String> answers = new ArrayList<>();
      for (Who who : Who.values()) {
        answers.add(answer(route, who));
      }
      answered.put(route, answers);
    }
    assertThat(answered).isEqualTo(EXPECTED);
  }

  private static String answer(String route, Who who) throws Exception {
    String method = route.split(" ", 2)[0];
    String template = route.split(" ", 2)[1];
    String path =
        PARAMETER
            .matcher(template)
            .replaceAll(template.contains("budgets") ? "support-live" : UNKNOWN);
    return template.startsWith("/v1/") ? api(method, template, path, who) : page(method, path, who);
  }

  private static String api(String method, String template, String path, Who who) throws Exception {
    String query = QUERIED.contains(template) ? "?service=support-chat&environment=production" : "";
    HttpRequest.Builder request = request(path + query, who);
    if (method.equals("POST")) {
      String body = body(template).replace("%s", Secret.draw());
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    HttpResponse<String> reply = send(request);
    String rule = Contract.JSON.readTree(reply.body()).path("error").path("rule").asText();
    return (reply.statusCode() + " " + rule).strip();
  }

  private static String body(String template) throws Exception {
    return switch (template) {
      case "/v1/approvals" -> ApprovalAgent.request("look_up", null, "", "{}");
      case "/v1/approvals/{id}/consume" -> ApprovalAgent.consume("", "matrix");
      case "/v1/approvals/{id}/outcome" -> ApprovalAgent.outcome("none", "executed");
      case "/v1/approvals/{id}/decide" -> ApprovalAgent.decide(true, 1, "x");
      case "/v1/eval-batches" -> EvalRunner.order("answers");
      case "/v1/eval-runner/work" -> EvalRunner.work("matrix", "answers");
      case "/v1/eval-runner/batches/{id}/plan" -> EvalRunner.plan("matrix", 1, "");
      case "/v1/eval-runner/batches/{id}/progress" -> EvalRunner.progress("matrix", 1);
      case "/v1/eval-runner/batches/{id}/end" -> EvalRunner.end("matrix", "done", "", 1);
      default -> BODIES.getOrDefault(template, ORDER);
    };
  }

  private static String page(String method, String path, Who who) throws Exception {
    TestBrowser browser = people.browser();
    String csrf = "x";
    String name = name(who);
    if (name != null) {
      csrf = browser.signedIn(name, People.PASSWORD).get("/").field("csrf");
    } else if (TOKENS.containsKey(who)) {
      browser.headers.put("Authorization", "Bearer " + TOKENS.get(who));
    }
    Map<String, String> fields =
        Map.of("csrf", csrf, "decision", "approve", "reason", "", "password", "not the right one");
    TestBrowser.Answer answer =
        method.equals("GET") ? browser.get(path) : browser.post(path, fields);
    people.clock.advance(Duration.ofMinutes(2));
    return (answer.status() + " " + answer.location()).strip();
  }

  private static @Nullable String name(Who who) {
    return switch (who) {
      case APPROVER_AT_THE_PAGES -> "ben";
      case ADMIN_AT_THE_PAGES -> "ana";
      default -> null;
    };
  }

  private static HttpRequest.Builder request(String path, Who who) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + people.service.port() + path))
            .timeout(Duration.ofSeconds(30));
    String name = name(who);
    if (TOKENS.containsKey(who)) {
      request.header("Authorization", "Bearer " + TOKENS.get(who));
    } else if (name != null) {
      TestBrowser browser = people.browser().signedIn(name, People.PASSWORD);
      request.header("Cookie", "aiops_session=" + browser.cookies.get("aiops_session"));
    }
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static int statusOf(String token) {
    try {
      return people
          .service
          .plain(TestService.request(people.service.port(), "/v1/standings", token))
          .statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
