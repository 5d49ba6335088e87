/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.access.User;
import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.approval.serve.TestService.Reply;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What everybody may do with an approval that is there; each comes to a fresh one, whose rule wants
 * the role finance. {@link RoleMatrixTest} has all routes, with an id that is unknown.
 */
@ExtendWith(ClickHouseExtension.class)
class ApprovalRoleMatrixTest {

  /** Who comes; by a token to the API, and a session to the pages. */
  enum Who {
    ANONYMOUS,
    AGENT,
    APPROVER,
    OPERATOR,
    ADMIN
  }

  @TempDir static Path directory;

  private static final Map<Who, String> TOKENS = new EnumMap<>(Who.class);
  private static final Map<Who, TestBrowser> BROWSERS = new EnumMap<>(Who.class);
  private static People people;
  private static Decisions decisions;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    UserFile.add(
        directory.resolve("users.jsonl"), User.of("root", People.PASSWORD, Set.of("admin")));
    TOKENS.put(Who.OPERATOR, TokenFile.add(directory.resolve("tokens.jsonl"), "nobody", Set.of()));
    TOKENS.put(
        Who.ADMIN, TokenFile.add(directory.resolve("tokens.jsonl"), "root", Set.of("admin")));
    people = new People(database.control(), directory);
    decisions = new Decisions(people);
    TOKENS.put(Who.AGENT, people.service.support);
    TOKENS.put(Who.APPROVER, people.service.ben);
    BROWSERS.put(Who.ANONYMOUS, people.browser());
    BROWSERS.put(Who.AGENT, people.browser());
    browser(Who.AGENT).headers.put("Authorization", "Bearer " + people.service.support);
    BROWSERS.put(Who.APPROVER, decisions.signedIn("ben"));
    BROWSERS.put(Who.OPERATOR, decisions.signedIn("eve"));
    BROWSERS.put(Who.ADMIN, decisions.signedIn("root"));
  }

  private static TestBrowser browser(Who who) {
    return Objects.requireNonNull(BROWSERS.get(who));
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ANONYMOUS, 401 no_token, PENDING",
    "AGENT, 403 not_an_operator, PENDING",
    "APPROVER, 200, APPROVED",
    "OPERATOR, 403 forbidden, PENDING",
    "ADMIN, 403 forbidden, PENDING"
  })
  void decide_byTheApi_isForTheRulesRole(Who who, String answer, String state) throws Exception {
    String id = pending();
    assertThat(post(who, id, "/decide", ApprovalAgent.decide(true, 1, ""))).isEqualTo(answer);
    assertThat(decisions.state(id)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "ANONYMOUS, 401 no_token, APPROVED",
    "AGENT, 403 not_an_operator, APPROVED",
    "APPROVER, 200, REVOKED",
    "OPERATOR, 403 forbidden, APPROVED",
    "ADMIN, 200, REVOKED"
  })
  void revoke_byTheApi_isForTheRulesRoleAndAdmins(Who who, String answer, String state)
      throws Exception {
    String id = approved();
    assertThat(post(who, id, "/revoke", ApprovalAgent.order("drill"))).isEqualTo(answer);
    assertThat(decisions.state(id)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "ANONYMOUS, 401 no_token, 401 no_token",
    "AGENT, 200, 403 not_an_operator",
    "APPROVER, 200, 200",
    "OPERATOR, 200, 200",
    "ADMIN, 200, 200"
  })
  void reading_byTheApi_isForItsAgentAndEveryOperator(Who who, String itself, String history)
      throws Exception {
    String id = pending();
    assertThat(answer(request(who, id, "").GET())).isEqualTo(itself);
    assertThat(answer(request(who, id, "/history").GET())).isEqualTo(history);
  }

  @ParameterizedTest
  @CsvSource({
    "ANONYMOUS, 303 /login?next=%2Fapprovals%2F, ''",
    "AGENT, 303 /login?next=%2Fapprovals%2F, ''",
    "APPROVER, 200, Approve Deny Approve with these changes",
    "OPERATOR, 200, ''",
    "ADMIN, 200, ''"
  })
  void detail_isForWhoIsSignedIn_andOffersToDecideWithTheRulesRole(
      Who who, String answer, String buttons) throws Exception {
    String id = pending();
    Answer page = browser(who).get("/approvals/" + id);
    assertThat(said(page, id)).isEqualTo(answer);
    assertThat(String.join(" ", page.page().select("button[name=decision]").eachText()))
        .isEqualTo(buttons);
  }

  @ParameterizedTest
  @CsvSource({
    "ANONYMOUS, 303 /login?kept&next=%2Fapprovals%2F, PENDING",
    "AGENT, 303 /login?kept&next=%2Fapprovals%2F, PENDING",
    "APPROVER, 303 /approvals/?done, APPROVED",
    "OPERATOR, 403, PENDING",
    "ADMIN, 403, PENDING"
  })
  void decide_atThePage_isForTheRulesRole(Who who, String answer, String state) throws Exception {
    String id = pending();
    assertThat(said(send(who, id, "/decide", ""), id)).isEqualTo(answer);
    assertThat(decisions.state(id)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "ANONYMOUS, 303 /login?kept&next=%2Fapprovals%2F, APPROVED",
    "AGENT, 303 /login?kept&next=%2Fapprovals%2F, APPROVED",
    "APPROVER, 303 /approvals/?done, REVOKED",
    "OPERATOR, 403, APPROVED",
    "ADMIN, 303 /approvals/?done, REVOKED"
  })
  void revoke_atThePage_isForTheRulesRoleAndAdmins(Who who, String answer, String state)
      throws Exception {
    String id = approved();
    assertThat(said(send(who, id, "/revoke", "drill"), id)).isEqualTo(answer);
    assertThat(decisions.state(id)).isEqualTo(state);
  }

  private static String pending() throws Exception {
    return decisions.ask("refund", "{\"amount\": 500}");
  }

  private static String approved() throws Exception {
    String id = pending();
    String body = ApprovalAgent.decide(true, 1, "");
    Reply reply = people.service.post(people.service.ana, "/v1/approvals/" + id + "/decide", body);
    assertThat(reply.text("state")).isEqualTo("APPROVED");
    return id;
  }

  private static HttpRequest.Builder request(Who who, String id, String rest) {
    String address = "http://127.0.0.1:" + people.service.port() + "/v1/approvals/" + id + rest;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    String token = TOKENS.get(who);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static String post(Who who, String id, String rest, String body) throws Exception {
    return answer(
        request(who, id, rest)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String answer(HttpRequest.Builder request) throws Exception {
    Reply reply = people.service.send(request);
    return (reply.status() + " " + reply.rule()).strip();
  }

  /** Sends an approver's form whoever it is, with the token of the own session where one has it. */
  private static Answer send(Who who, String id, String rest, String reason) throws Exception {
    TestBrowser browser = browser(who);
    Answer shown = Decisions.detail(browser(Who.APPROVER), id);
    Map<String, String> form = Decisions.form(shown, "approve", reason);
    form.put("csrf", browser.get("/").field("csrf"));
    return browser.post("/approvals/" + id + rest, form);
  }

  /** Its status and where it leads, without the id. */
  private static String said(Answer answer, String id) {
    return (answer.status() + " " + answer.location().replace(id, "")).strip();
  }
}
