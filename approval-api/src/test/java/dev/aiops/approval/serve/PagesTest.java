/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people who sign in see and do, and what nobody else can make them do. */
@ExtendWith(ClickHouseExtension.class)
class PagesTest {

  private static final String SESSION = "aiops_session";

  @TempDir static Path directory;

  private static People people;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people = new People(database.control(), directory);
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  @Test
  void login_right_showsWhoIsSignedIn() throws Exception {
    TestBrowser browser = people.browser();
    Answer first = browser.get("/");
    assertThat(first.status()).isEqualTo(303);
    assertThat(first.location()).isEqualTo("/login");
    Answer login = browser.login("ana", People.PASSWORD);
    assertThat(login.status()).isEqualTo(303);
    assertThat(login.location()).isEqualTo("/");
    Answer home = browser.get("/");
    assertThat(home.status()).isEqualTo(200);
    assertThat(home.page().select("header .name").text()).isEqualTo("ana");
    assertThat(home.page().select("header .roles").text()).isEqualTo("admin, finance");
  }

  @Test
  void login_wrong_tellsNothingOfTheAccount() throws Exception {
    Answer wrong = people.browser().login("eve", "not her password");
    Answer unknown = people.browser().login("nobody", "not her password");
    for (Answer answer : new Answer[] {wrong, unknown}) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.page().select("[role=alert]").text())
          .isEqualTo("This name and this password do not belong together.");
      assertThat(answer.cookie(SESSION)).isEmpty();
    }
  }

  @Test
  void login_guessedAt_waits() throws Exception {
    TestBrowser browser = people.browser();
    for (int i = 0; i < 6; i++) {
      assertThat(browser.login("mallory", "guess number " + i).status()).isEqualTo(403);
    }
    Answer wait = browser.login("mallory", "guess number 7");
    assertThat(wait.status()).isEqualTo(429);
    assertThat(wait.header("Retry-After")).isEqualTo("1");
    assertThat(wait.text()).contains("Too many attempts. Wait 1 s, then try again.");
    people.clock.advance(Duration.ofHours(1));
  }

  @Test
  void login_goesOnToWhereThePersonWanted_andNowhereElse() throws Exception {
    TestBrowser browser = people.browser();
    assertThat(browser.get("/confirm?next=/a%20b").location())
        .isEqualTo("/login?next=%2Fconfirm%3Fnext%3D%2Fa%2520b");
    Answer form = browser.get("/login?next=https://evil.example/");
    assertThat(form.field("next")).isEqualTo("/");
    Answer login =
        browser.post(
            "/login",
            Map.of(
                "csrf",
                form.field("csrf"),
                "next",
                "//evil.example",
                "name",
                "ana",
                "password",
                People.PASSWORD));
    assertThat(login.location()).isEqualTo("/");
  }

  @Test
  void session_thatABrowserWasMadeToHave_isNobodys() throws Exception {
    TestBrowser browser = people.browser();
    browser.cookies.put(SESSION, "AAAAAAAAAAAAAAAAAAAAAA");
    browser.signedIn("ana", People.PASSWORD);
    String first = browser.cookies.get(SESSION);
    assertThat(first).isNotEqualTo("AAAAAAAAAAAAAAAAAAAAAA");
    TestBrowser attacker = people.browser();
    attacker.cookies.put(SESSION, "AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(attacker.get("/").status()).isEqualTo(303);
    Answer again = confirm(browser, People.PASSWORD);
    assertThat(again.status()).isEqualTo(303);
    assertThat(browser.cookies.get(SESSION)).as("another id").isNotEqualTo(first);
    attacker.cookies.put(SESSION, first);
    assertThat(attacker.get("/").status()).as("the id before is no more").isEqualTo(303);
  }

  private static Answer confirm(TestBrowser browser, String password) throws Exception {
    Answer form = browser.get("/confirm");
    return browser.post(
        "/confirm", Map.of("csrf", form.field("csrf"), "next", "/", "password", password));
  }

  @Test
  void confirm_wrong_isRefused_andTheSessionStays() throws Exception {
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    Answer wrong = confirm(browser, "another sentence");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.text()).contains("do not belong together");
    assertThat(browser.get("/").status()).isEqualTo(200);
  }

  @Test
  void cookies_areOutOfReachOfScriptsAndOtherSites() throws Exception {
    Answer login = people.browser().login("ana", People.PASSWORD);
    assertThat(login.cookie(SESSION))
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure", "Domain", "Expires", "Max-Age");
  }

  @Test
  void logout_endsTheSessionOnTheServer() throws Exception {
    TestBrowser browser = people.browser().signedIn("ana", People.PASSWORD);
    String id = browser.cookies.get(SESSION);
    Answer out = browser.post("/logout", Map.of("csrf", browser.get("/").field("csrf")));
    assertThat(out.location()).isEqualTo("/login");
    assertThat(out.cookie(SESSION))
        .startsWith("aiops_session=;")
        .contains("Expires=Thu, 01 Jan 1970");
    assertThat(browser.cookies).doesNotContainKey(SESSION);
    browser.cookies.put(SESSION, id);
    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  @Test
  void session_idle_ends_andNothingIsDoneThen() throws Exception {
    String raise = people.raise("support-live", "idle");
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    String csrf = browser.get("/").field("csrf");
    people.clock.advance(Duration.ofMinutes(30));
    Answer late = decide(browser, raise, "approve", csrf, "");
    assertThat(late.status()).isEqualTo(303);
    assertThat(late.location()).isEqualTo("/login?ended");
    assertThat(browser.get("/login?ended").text()).contains("Your session has ended");
    assertThat(home("ana").text()).contains("idle");
    deny(raise);
  }

  @Test
  void session_ofARemovedUser_endsWithoutARestart() throws Exception {
    TestBrowser browser = people.browser().signedIn("tom", People.PASSWORD);
    assertThat(browser.get("/").status()).isEqualTo(200);
    UserFile.remove(people.users, "tom");
    ApiTest.await(() -> status(browser) == 303);
    assertThat(browser.login("tom", People.PASSWORD).status()).isEqualTo(403);
  }

  private static int status(TestBrowser browser) {
    try {
      return browser.get("/").status();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void raise_approvedByAPerson_raisesTheCap() throws Exception {
    String raise = people.raise("all-agents", "a busy day");
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    Answer home = browser.get("/");
    assertThat(home.text()).contains("all-agents: 1.00 USD more", "a busy day", "support");
    Answer done = decide(browser, raise, "approve", home.field("csrf"), "");
    assertThat(done.location()).isEqualTo("/?done=approved");
    assertThat(browser.get(done.location()).text())
        .contains("Approved: the cap is raised for today.")
        .doesNotContain("a busy day");
    String actor =
        "SELECT concat(actor, ' ', state_after) FROM control_log WHERE kind = 'raise_decided'"
            + " AND entity = '%s'";
    assertThat(database.ask(actor.formatted(raise))).isEqualTo("ben approved");
    Answer late = decide(browser, raise, "deny", home.field("csrf"), "changed my mind");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("is approved already");
  }

  private static TestDatabase database;

  @BeforeAll
  static void log(TestDatabase at) {
    database = at;
  }

  @Test
  void raise_denied_needsAReason() throws Exception {
    String raise = people.raise("support-live", "more please");
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    String csrf = browser.get("/").field("csrf");
    Answer bare = decide(browser, raise, "deny", csrf, " ");
    assertThat(bare.status()).isEqualTo(400);
    assertThat(bare.text()).contains("A denial needs a reason");
    assertThat(decide(browser, raise, "perhaps", csrf, "x").status()).isEqualTo(400);
    assertThat(decide(browser, raise, "deny", csrf, "x".repeat(1_001)).status()).isEqualTo(400);
    assertThat(decide(browser, raise, "deny", csrf, "no").location()).isEqualTo("/?done=denied");
  }

  @Test
  void raise_withoutTheRole_isShownAndNotDecided() throws Exception {
    String raise = people.raise("support-live", "for eve");
    TestBrowser browser = people.browser().signedIn("eve", People.PASSWORD);
    Answer home = browser.get("/");
    assertThat(home.text()).contains("for eve", "To decide this one needs the role finance.");
    assertThat(home.page().select("button[name=decision]")).isEmpty();
    String csrf = home.field("csrf");
    Answer forced = decide(browser, raise, "approve", csrf, "");
    assertThat(forced.status()).isEqualTo(409);
    assertThat(forced.text()).contains("eve has no role that may raise support-live");
    deny(raise);
  }

  @Test
  void raise_thatOneAskedForOneself_isLeftToAnother() throws Exception {
    String body =
        "{\"request_id\": \"own-1\", \"budget\": \"support-live\", \"amount_nanos\": \"1\","
            + " \"reason\": \"mine\"}";
    String raise = people.service.post(people.service.ana, "/v1/raises", body).text("raise");
    TestBrowser browser = people.browser().signedIn("ana", People.PASSWORD);
    Answer home = browser.get("/");
    assertThat(home.text()).contains("You asked for this, so another must decide.");
    Answer own = decide(browser, raise, "approve", home.field("csrf"), "");
    assertThat(own.status()).isEqualTo(409);
    assertThat(own.text()).contains("ana asked for this, so another must decide");
    deny(raise);
  }

  @Test
  void pages_nameTheirFieldsAndParts() throws Exception {
    String raise = people.raise("support-live", "named");
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    Answer login = people.browser().get("/login");
    for (Answer answer : new Answer[] {login, browser.get("/"), browser.get("/nothing")}) {
      assertThat(answer.page().select("html").attr("lang")).isEqualTo("en");
      assertThat(answer.page().select("h1")).hasSize(1);
      assertThat(answer.page().select("main#content, a.skip[href=#content]")).hasSize(2);
      for (Element field : answer.page().select("input:not([type=hidden]), textarea")) {
        assertThat(answer.page().select("label[for=\"" + field.id() + "\"]").text()).isNotEmpty();
      }
      assertThat(answer.page().select("button").eachText()).doesNotContain("");
    }
    assertThat(login.page().select("input#password").attr("autocomplete"))
        .isEqualTo("current-password");
    deny(raise);
  }

  /** Leaves no request for the tests after. */
  private static void deny(String raise) throws Exception {
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    String csrf = browser.get("/").field("csrf");
    assertThat(decide(browser, raise, "deny", csrf, "test").location()).isEqualTo("/?done=denied");
  }

  private static Answer home(String name) throws Exception {
    return people.browser().signedIn(name, People.PASSWORD).get("/");
  }

  private static Answer decide(
      TestBrowser browser, String raise, String decision, String csrf, String reason)
      throws Exception {
    return browser.post(
        "/raises/" + raise + "/decide",
        Map.of("csrf", csrf, "decision", decision, "reason", reason));
  }
}
