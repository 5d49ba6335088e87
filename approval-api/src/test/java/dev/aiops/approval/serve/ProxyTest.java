/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pages that people reach by TLS, through a proxy on this machine. */
@ExtendWith(ClickHouseExtension.class)
class ProxyTest {

  private static final String PUBLIC = "https://ops.example.com";

  @TempDir static Path directory;

  private static People people;
  private TestBrowser browser;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people =
        new People(
            database.control(), directory, Optional.of(URI.create(PUBLIC)), Optional.empty());
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  @BeforeEach
  void open() {
    browser = people.browser();
    browser.headers.put("Origin", PUBLIC);
  }

  @Test
  void cookies_areOfThisHostAloneAndTravelByTlsOnly() throws Exception {
    Answer login = browser.login("ana", People.PASSWORD);
    assertThat(login.status()).isEqualTo(303);
    assertThat(login.cookie("__Host-aiops_session"))
        .contains("; Secure", "HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Domain");
    assertThat(browser.get("/login").status()).as("signed in").isEqualTo(303);
    assertThat(people.browser().get("/login").cookie("__Host-aiops_browser"))
        .contains("; Secure", "HttpOnly", "SameSite=Strict");
  }

  @Test
  void cookie_setByANeighbour_isNobodys() throws Exception {
    browser.signedIn("ana", People.PASSWORD);
    TestBrowser other = people.browser();
    other.cookies.put("aiops_session", browser.cookies.get("__Host-aiops_session"));
    assertThat(other.get("/").status()).isEqualTo(303);
  }

  @Test
  void form_fromWhereTheProxySpeaksToUs_isForeign() throws Exception {
    Answer form = browser.get("/login");
    browser.headers.remove("Sec-Fetch-Site");
    Map<String, String> fields =
        Map.of("csrf", form.field("csrf"), "name", "ana", "password", People.PASSWORD);
    for (String origin :
        new String[] {browser.origin(), "http://ops.example.com", PUBLIC + ":8443"}) {
      browser.headers.put("Origin", origin);
      assertThat(browser.post("/login", fields).status()).as(origin).isEqualTo(403);
    }
    browser.headers.put("Origin", PUBLIC);
    assertThat(browser.post("/login", fields).status()).isEqualTo(303);
  }

  @Test
  void address_isTheOneThatTheProxySaw_andNotTheOneThatWasClaimed() throws Exception {
    for (int i = 0; i < 21; i++) {
      browser.headers.put("X-Forwarded-For", "198.51.100." + i + ", 192.0.2.66");
      browser.login("name-" + i, "a guess");
    }
    assertThat(browser.login("ana", People.PASSWORD).status()).as("guesser").isEqualTo(429);
    browser.headers.put("X-Forwarded-For", "192.0.2.66, 192.0.2.67");
    assertThat(browser.login("ana", People.PASSWORD).status()).as("others").isEqualTo(303);
  }
}
