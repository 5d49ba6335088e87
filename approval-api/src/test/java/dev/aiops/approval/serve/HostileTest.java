/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Forged, framed and foreign requests are refused; hostile text is shown and does nothing. */
@ExtendWith(ClickHouseExtension.class)
class HostileTest {

  /** Each would do something on a page that does not escape it, in text, attribute or script. */
  static final List<String> CORPUS =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "<svg/onload=alert(1)>",
          "\"><svg onload=alert(1)>",
          "' autofocus onfocus='alert(1)",
          "\" onmouseover=\"alert(1)",
          "</textarea><script>alert(1)</script>",
          "</title><script>alert(1)</script>",
          "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
          "<a href=javascript:alert(1)>x</a>",
          "javascript:alert(1)",
          "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)>",
          "<!--><img src=x onerror=alert(1)>-->",
          "<form action=https://evil.example><button>Approve</button></form>",
          "<base href=https://evil.example/>",
          "<meta http-equiv=refresh content=0;url=https://evil.example>",
          "<style>*{display:none}</style>",
          "<bdo dir=rtl>evorppA</bdo>",
          "&lt;script&gt;alert(1)&lt;/script&gt;",
          "${7*7} @{7*7} {{7*7}} #{7*7} <%= 7*7 %>",
          "\\u003cscript\\u003ealert(1)",
          "+ADw-script+AD4-alert(1)");

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
  void text_ofOthers_isShownAsItIsAndDoesNothing() throws Exception {
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    for (String hostile : CORPUS) {
      String raise = people.raise("support-live", hostile);
      Answer home = browser.get("/");
      Element reason = home.page().expectFirst("dd.said");
      assertThat(reason.wholeText()).isEqualTo(hostile);
      assertHarmless(home);
      String csrf = home.field("csrf");
      Map<String, String> deny = Map.of("csrf", csrf, "decision", "deny", "reason", hostile);
      assertThat(browser.post("/raises/" + raise + "/decide", deny).status()).isEqualTo(303);
    }
  }

  static void assertHarmless(Answer answer) {
    assertThat(answer.page().select("script").outerHtml())
        .as("our own, or none")
        .matches("(<script src=\"/assets/aiops\\.js\\?v=[0-9a-f]{12}\" defer></script>)?");
    assertThat(answer.page().select("iframe, svg, img, style, base, object, embed, math"))
        .isEmpty();
    assertThat(answer.page().select("meta[http-equiv], bdo")).isEmpty();
    for (Element element : answer.page().getAllElements()) {
      assertThat(element.attributes().asList().stream().map(a -> a.getKey()).toList())
          .noneMatch(name -> name.startsWith("on") || name.equals("style"));
    }
    assertThat(answer.page().select("form").eachAttr("action"))
        .allMatch(action -> action.startsWith("/"));
    assertThat(answer.page().select("a").eachAttr("href"))
        .allMatch(href -> href.matches("[/#].*") || href.startsWith(People.GRAFANA + "/"));
  }

  @Test
  void text_thatTurnsAroundOrHides_isWrittenOut() throws Exception {
    String raise = people.raise("support-live", "pay \u202E0001\u202C to ad\u200Bmin\u0007");
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    Answer home = browser.get("/");
    assertThat(home.page().expectFirst("dd.said").wholeText())
        .isEqualTo("pay [U+202E]0001[U+202C] to ad[U+200B]min[U+0007]");
    assertThat(home.response().body()).doesNotContain("\u202E").doesNotContain("\u200B");
    Map<String, String> deny =
        Map.of("csrf", home.field("csrf"), "decision", "deny", "reason", "x");
    browser.post("/raises/" + raise + "/decide", deny);
  }

  @Test
  void text_inAnAddress_isShownAsItIsAndDoesNothing() throws Exception {
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    for (String path :
        List.of("/%3Cscript%3Ealert(1)%3C/script%3E", "/?done=%3Csvg%20onload=x%3E")) {
      Answer answer = browser.get(path);
      assertHarmless(answer);
      assertThat(answer.response().body()).doesNotContain("<script>").doesNotContain("<svg");
    }
    String csrf = browser.get("/").field("csrf");
    Map<String, String> fields = Map.of("csrf", csrf, "decision", "approve", "reason", "");
    Answer answer = browser.post("/raises/%22%3E%3Csvg%20onload=x%3E/decide", fields);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("no request \"><svg onload=x> is known");
    assertHarmless(answer);
  }

  @Test
  void login_showsNothingThatWasTyped() throws Exception {
    Answer answer = people.browser().login("\"><script>alert(1)</script>", "x");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.response().body()).doesNotContain("alert(1)");
  }

  @Test
  void form_withoutItsToken_doesNothing() throws Exception {
    String raise = people.raise("all-agents", "csrf");
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    TestBrowser other = people.browser().signedIn("ana", People.PASSWORD);
    String path = "/raises/" + raise + "/decide";
    for (String token : List.of("", "x", other.get("/").field("csrf"))) {
      Answer answer =
          browser.post(path, Map.of("csrf", token, "decision", "approve", "reason", ""));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("The form was not made for this session");
    }
    assertThat(browser.post(path, Map.of("decision", "approve")).status()).isEqualTo(403);
    assertThat(browser.post("/logout", Map.of()).status()).isEqualTo(403);
    Answer home = browser.get("/");
    assertThat(home.text()).as("still waits, and still signed in").contains("csrf");
    Map<String, String> deny =
        Map.of("csrf", home.field("csrf"), "decision", "deny", "reason", "x");
    assertThat(browser.post(path, deny).status()).as("the right token").isEqualTo(303);
  }

  @Test
  void login_withoutItsToken_isRefused() throws Exception {
    TestBrowser browser = people.browser();
    Map<String, String> bare = Map.of("name", "ana", "password", People.PASSWORD);
    assertThat(browser.post("/login", bare).status()).isEqualTo(403);
    String foreign = people.browser().get("/login").field("csrf");
    browser.get("/login");
    Map<String, String> made = Map.of("csrf", foreign, "name", "ana", "password", People.PASSWORD);
    assertThat(browser.post("/login", made).status()).as("another browser's").isEqualTo(403);
    assertThat(browser.cookies).doesNotContainKey("aiops_session");
  }

  @Test
  void form_ofAnotherSite_doesNothing() throws Exception {
    TestBrowser browser = people.browser().signedIn("ben", People.PASSWORD);
    Map<String, String> out = Map.of("csrf", browser.get("/").field("csrf"));
    for (String site : List.of("cross-site", "same-site", "whatever")) {
      browser.headers.put("Sec-Fetch-Site", site);
      assertRefusedAsForeign(browser.post("/logout", out));
    }
    browser.headers.remove("Sec-Fetch-Site");
    for (String origin : List.of("https://evil.example", "null", "http://localhost:1")) {
      browser.headers.put("Origin", origin);
      assertRefusedAsForeign(browser.post("/logout", out));
    }
    browser.headers.remove("Origin");
    assertRefusedAsForeign(browser.post("/logout", out));
    browser.headers.put("Sec-Fetch-Site", "same-origin");
    browser.headers.put("Origin", "https://evil.example");
    assertRefusedAsForeign(browser.post("/logout", out));
    browser.headers.remove("Sec-Fetch-Site");
    browser.headers.put("Origin", browser.origin());
    assertThat(browser.post("/logout", out).status()).as("an older browser's").isEqualTo(303);
  }

  private static void assertRefusedAsForeign(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("This was sent by another site, so nothing was done");
  }

  @Test
  void everyAnswer_forbidsFramesScriptsAndCopies() throws Exception {
    TestBrowser browser = people.browser();
    TestBrowser ben = people.browser().signedIn("ben", People.PASSWORD);
    List<Answer> answers =
        List.of(
            browser.get("/login"),
            browser.get("/"),
            browser.get("/nothing"),
            browser.post("/login", Map.of()),
            ben.get("/"),
            ben.get("/confirm"),
            browser.get("/healthz"));
    for (Answer answer : answers) {
      assertThat(answer.header("Content-Security-Policy"))
          .isEqualTo(
              "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                  + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
                  + " 'none'");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void page_loadsOnlyWhatItsPolicyAllows() throws Exception {
    Answer login = people.browser().get("/login");
    List<String> loaded = login.page().select("link").eachAttr("href");
    assertThat(loaded).hasSize(2);
    for (String path : loaded) {
      Answer asset = people.browser().get(path);
      assertThat(asset.status()).isEqualTo(200);
      assertThat(asset.header("Cache-Control")).contains("immutable");
    }
    assertThat(login.response().body()).doesNotContain("style=").doesNotContain("<script");
  }

  @Test
  void error_isAPageForAPerson_andJsonForAMachine() throws Exception {
    Answer page = people.browser().get("/nothing");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.page().title()).isEqualTo("Not found · AI Ops");
    assertThat(page.text()).contains("There is no page at /nothing");
    TestBrowser machine = people.browser();
    machine.headers.put("Accept", "application/json");
    assertThat(machine.get("/nothing").response().body()).contains("\"rule\":\"unknown_path\"");
    assertThat(people.browser().get("/v1/nothing").response().body()).contains("\"rule\"");
  }

  @Test
  void form_thatIsNone_orTooLarge_isRefused() throws Exception {
    URI login = URI.create("http://localhost:" + people.service.port() + "/login");
    HttpRequest.Builder json =
        HttpRequest.newBuilder(login)
            .header("Content-Type", "text/plain")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString("csrf=x&name=ana&password=x"));
    HttpResponse<String> reply = people.service.plain(json);
    assertThat(reply.statusCode()).isEqualTo(415);
    for (int i = 0; i < 20; i++) {
      Answer large = people.browser().post("/login", Map.of("name", "x".repeat(700_000)));
      assertThat(large.status()).isEqualTo(413);
    }
  }

  @Test
  void host_thatIsNotThisMachine_isRefused_untilThePublicUrlIsKnown() throws Exception {
    String answer = raw("GET /login HTTP/1.1\r\nHost: rebound.example:%d\r\nAccept: text/html\r\n");
    assertThat(answer).startsWith("HTTP/1.1 421").contains("set AIOPS_PUBLIC_URL");
    assertThat(raw("GET /login HTTP/1.1\r\nHost: localhost:%d\r\n")).startsWith("HTTP/1.1 200");
    assertThat(raw("GET /login HTTP/1.1\r\nHost: localhost.evil.example\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  private static String raw(String head) throws Exception {
    int port = people.service.port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String request = head.formatted(port) + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
    }
  }

  @Test
  void session_opensNoApi() throws Exception {
    TestBrowser browser = people.browser().signedIn("ana", People.PASSWORD);
    Answer answer = browser.get("/v1/standings");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().body()).contains("\"rule\":\"no_token\"");
  }
}
