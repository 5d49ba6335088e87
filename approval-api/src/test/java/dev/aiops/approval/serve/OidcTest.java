/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.aiops.approval.access.Oidc;
import dev.aiops.approval.access.OidcSettings;
import dev.aiops.approval.access.TestClock;
import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People sign in at a real OpenID provider; what it did not say, for us and now, opens nothing. */
@ExtendWith(ClickHouseExtension.class)
class OidcTest {

  private static final String ISSUER = "aiops";
  private static final String CLIENT = "aiops-client";
  private static final String SECRET = "a secret of thirty-two characters or more";
  private static final String REFUSED =
      "The provider's answer was refused, and nobody is signed in";

  /**
   * Answers the next request for a token, where a test says how: the provider itself signs well.
   */
  private static final class Told implements Route {

    private final Queue<OAuth2HttpResponse> next = new ConcurrentLinkedQueue<>();

    @Override
    public boolean match(OAuth2HttpRequest request) {
      return request.getUrl().encodedPath().endsWith("/token") && !next.isEmpty();
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
      return next.remove();
    }
  }

  private static final Told TOLD = new Told();

  @TempDir static Path directory;

  private static MockOAuth2Server provider;
  private static People people;

  private TestBrowser browser;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    provider = new MockOAuth2Server(new OAuth2Config(), TOLD);
    provider.start(InetAddress.getLoopbackAddress(), 0);
    OidcSettings settings =
        new OidcSettings(
            provider.issuerUrl(ISSUER).uri(),
            CLIENT,
            SECRET,
            Set.of("openid", "profile"),
            "groups",
            Map.of("fin-eu", "finance"),
            null);
    people = new People(database.control(), directory, Optional.empty(), Optional.of(settings));
    people.clock.advance(Duration.between(people.clock.instant(), Instant.now()));
  }

  @BeforeEach
  void open() {
    browser = people.browser();
  }

  @AfterAll
  static void stop() {
    people.close();
    provider.shutdown();
  }

  @Test
  void login_atTheProvider_opensASessionWithItsRoles() throws Exception {
    says(Map.of("preferred_username", "dora", "groups", List.of("fin-eu", "others")));
    Answer login = browser.get(callback("/confirm"));
    assertThat(login.status()).as(login.text()).isEqualTo(303);
    assertThat(login.location()).isEqualTo("/confirm");
    assertThat(login.cookie("aiops_session")).contains("HttpOnly", "SameSite=Lax");
    Answer home = browser.get("/");
    assertThat(home.page().select("header .name").text()).isEqualTo("dora (sub-1)");
    assertThat(home.page().select("header .roles").text()).isEqualTo("finance");
  }

  @Test
  void request_toTheProvider_hasStateNonceAndPkce() throws Exception {
    Map<String, String> one = query(begin("/"));
    Map<String, String> other = query(begin("/"));
    assertThat(one)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("client_id", CLIENT)
        .containsEntry("max_age", "43200");
    assertThat(one.get("redirect_uri")).endsWith("%2Flogin%2Foidc%2Fcallback");
    for (String drawn : List.of("state", "nonce", "code_challenge")) {
      assertThat(one.get(drawn)).hasSizeGreaterThan(20).isNotEqualTo(other.get(drawn));
    }
  }

  @Test
  void name_thatIsHostile_isShownAsItIs() throws Exception {
    says(Map.of("preferred_username", "<img src=x onerror=alert(1)>\u202Enimda"));
    assertThat(browser.get(callback("/")).status()).isEqualTo(303);
    Answer home = browser.get("/");
    assertThat(home.page().select("header .name").text())
        .isEqualTo("<img src=x onerror=alert(1)>[U+202E]nimda (sub-1)");
    assertThat(home.page().select("img")).isEmpty();
  }

  @Test
  void subject_thatIsNoName_isRefused() throws Exception {
    says(Map.of("sub", "a\u0007b"));
    assertThat(refused(callback("/"), 403)).contains("no claim sub that could be a name");
  }

  @Test
  void token_ofAnotherIssuer_isRefused() throws Exception {
    says(Map.of("iss", "https://evil.example"));
    assertThat(refused(callback("/"), 403)).contains(REFUSED);
  }

  @Test
  void token_forAnotherClient_isRefused() throws Exception {
    says(Map.of("aud", List.of("another-client")));
    assertThat(refused(callback("/"), 403)).contains(REFUSED);
  }

  @Test
  void token_ofAnotherAttempt_isRefused() throws Exception {
    says(Map.of("nonce", "a-nonce-of-another-attempt"));
    assertThat(refused(callback("/"), 403)).contains(REFUSED);
  }

  @Test
  void token_thatIsOver_isRefused_andTheSameInTimeIsNot() throws Exception {
    URI late = begin("/");
    String back = back(late);
    answers(issued(late, -120));
    assertThat(refused(back, 403)).contains(REFUSED);
    URI to = begin("/");
    back = back(to);
    answers(issued(to, 600));
    assertThat(browser.get(back).status()).isEqualTo(303);
  }

  /** Signed by the provider's own key. */
  private static String issued(URI to, long seconds) {
    Map<String, Object> claims = Map.of("nonce", query(to).get("nonce"));
    return provider
        .issueToken(
            ISSUER,
            CLIENT,
            new DefaultOAuth2TokenCallback(
                ISSUER, "sub-1", "JWT", List.of(CLIENT), claims, seconds))
        .serialize();
  }

  @Test
  void token_signedByAnother_isRefused() throws Exception {
    String kid = provider.issueToken(ISSUER).getHeader().getKeyID();
    RSAKey forged = new RSAKeyGenerator(2048).keyID(kid).generate();
    assertThat(refusedToken(JWSAlgorithm.RS256, kid, new RSASSASigner(forged))).contains(REFUSED);
  }

  @Test
  void token_signedWithTheSharedSecret_isRefused() throws Exception {
    String kid = provider.issueToken(ISSUER).getHeader().getKeyID();
    assertThat(refusedToken(JWSAlgorithm.HS256, kid, new MACSigner(SECRET))).contains(REFUSED);
  }

  @Test
  void token_changedAfterItWasSigned_isRefused() throws Exception {
    URI to = begin("/");
    String good = provider.issueToken(ISSUER).serialize();
    String[] parts = good.split("\\.", 3);
    String claims = Base64URL.encode(claims(to).toString()).toString();
    answers(parts[0] + "." + claims + "." + parts[2]);
    assertThat(refused(back(to), 403)).contains(REFUSED);
  }

  @Test
  void token_unsigned_isRefused() throws Exception {
    URI to = begin("/");
    answers(new PlainJWT(claims(to)).serialize());
    assertThat(refused(back(to), 403)).contains(REFUSED);
  }

  @Test
  void token_missing_isRefused() throws Exception {
    URI to = begin("/");
    String back = back(to);
    TOLD.next.add(json(200, "{\"access_token\": \"x\", \"token_type\": \"Bearer\"}"));
    assertThat(refused(back, 403)).contains("The provider did not confirm the sign-in");
  }

  @Test
  void answer_withAnotherState_isRefused() throws Exception {
    String back = callback("/");
    String other = back.replaceAll("state=[^&]+", "state=AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(refused(other, 403)).contains("was not begun in this browser");
    assertThat(refused(back.replaceAll("state=[^&]+&?", ""), 403)).contains("was not begun");
  }

  @Test
  void answer_inAnotherBrowser_isRefused() throws Exception {
    String back = callback("/");
    TestBrowser victim = people.browser();
    assertThat(victim.get(back).status()).as("it began nothing").isEqualTo(400);
    victim.get("/login/oidc");
    Answer answer = victim.get(back);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(victim.cookies).doesNotContainKey("aiops_session");
  }

  @Test
  void answer_twice_opensOneSession() throws Exception {
    says(Map.of());
    String back = callback("/");
    assertThat(browser.get(back).status()).isEqualTo(303);
    browser.cookies.remove("aiops_session");
    assertThat(refused(back, 403)).contains("is done");
  }

  @Test
  void code_ofAnotherAttempt_isRefusedByItsVerifier() throws Exception {
    String stolen = query(URI.create(callback("/"))).get("code");
    URI mine = begin("/");
    String back = back(mine).replaceAll("code=[^&]+", "code=" + stolen);
    assertThat(refused(back, 403)).contains("The provider did not confirm the sign-in");
  }

  @Test
  void answer_ofAnotherIssuer_isRefused() throws Exception {
    assertThat(refused(callback("/") + "&iss=https%3A%2F%2Fevil.example", 403)).contains(REFUSED);
  }

  @Test
  void answer_thatIsAnErrorOrNone_isRefused() throws Exception {
    String state = query(begin("/")).get("state");
    String path = "/login/oidc/callback";
    assertThat(refused(path + "?error=access_denied&state=" + state, 403)).contains(REFUSED);
    assertThat(refused(path, 403)).contains("was not begun in this browser");
    assertThat(refused(path + "?state=%00&code=%FF", 403)).contains("was not begun");
  }

  @Test
  void confirm_asksTheProviderForThePasswordAgain() throws Exception {
    says(Map.of());
    browser.get(callback("/"));
    String before = browser.cookies.get("aiops_session");
    URI to = begin("/confirm");
    assertThat(query(to)).containsEntry("max_age", "0").containsEntry("prompt", "login");
    says(Map.of("auth_time", Instant.now().getEpochSecond()));
    assertThat(browser.get(back(to)).location()).isEqualTo("/confirm");
    assertThat(browser.cookies.get("aiops_session")).isNotEqualTo(before);
  }

  @Test
  void text_whoseSessionEnded_isInTheFormAfterTheProvider() throws Exception {
    Decisions decisions = new Decisions(people);
    String id = decisions.ask("refund", "{\"amount\": 777}");
    says(Map.of("groups", List.of("fin-eu")));
    browser.get(callback("/"));
    Map<String, String> form =
        Decisions.form(Decisions.detail(browser, id), "deny", "kept on the way to the provider");
    browser.cookies.remove("aiops_session");
    String next = browser.get(Decisions.send(browser, id, form).location()).field("next");
    assertThat(browser.get("/login?kept&next=" + next).page().select("a[href^=/login/oidc]"))
        .isNotEmpty();
    says(Map.of("groups", List.of("fin-eu")));
    Answer back = browser.get(callback("/approvals/" + id));
    assertThat(back.location()).isEqualTo("/approvals/" + id);
    assertThat(Decisions.detail(browser, id).page().select("#reason").text())
        .isEqualTo("kept on the way to the provider");
    assertThat(decisions.state(id)).isEqualTo("PENDING");
  }

  @Test
  void confirm_byAnOldPasswordOrSomebodyElse_isRefused() throws Exception {
    says(Map.of());
    browser.get(callback("/"));
    String before = browser.cookies.get("aiops_session");
    says(Map.of("auth_time", Instant.now().minusSeconds(600).getEpochSecond()));
    assertThat(browser.get(callback("/")).status()).as("given ten minutes ago").isEqualTo(403);
    says(Map.of());
    assertThat(browser.get(callback("/")).status()).as("nobody knows when").isEqualTo(403);
    says(Map.of("auth_time", Instant.now().getEpochSecond()));
    Answer other = browser.get(back(begin("/"), "sub-2"));
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.text()).contains("Somebody else signed in");
    assertThat(browser.cookies.get("aiops_session")).isEqualTo(before);
    assertThat(browser.get("/").text()).contains("sub-1");
  }

  @Test
  void provider_thatFails_keepsNobodyElseOut() throws Exception {
    TOLD.next.add(json(500, ""));
    URI to = begin("/");
    String back = "/login/oidc/callback?code=x&state=" + query(to).get("state");
    assertThat(refused(back, 403)).contains("The provider did not confirm the sign-in");
    assertThat(people.browser().signedIn("ben", People.PASSWORD).get("/").status()).isEqualTo(200);
  }

  @Test
  void provider_thatIsDownAtTheStart_isAskedAgain() throws Exception {
    MockOAuth2Server late = new MockOAuth2Server();
    late.start(InetAddress.getLoopbackAddress(), 0);
    URI issuer = late.issuerUrl(ISSUER).uri();
    late.shutdown();
    TestClock clock = new TestClock();
    OidcSettings settings =
        new OidcSettings(issuer, CLIENT, null, Set.of("openid"), "roles", Map.of(), null);
    Oidc oidc = new Oidc(settings, clock);
    assertThat(oidc.discover()).isFalse();
    MockOAuth2Server now = new MockOAuth2Server();
    now.start(InetAddress.getLoopbackAddress(), issuer.getPort());
    try {
      assertThat(oidc.discover()).as("not within five seconds").isFalse();
      clock.advance(Duration.ofSeconds(5));
      URI redirect = URI.create("http://localhost/login/oidc/callback");
      assertThat(oidc.begin("b", redirect, false, "/").toString()).startsWith(issuer.toString());
    } finally {
      now.shutdown();
    }
  }

  /** What the provider's next token says besides the usual. */
  private static void says(Map<String, Object> claims) {
    Map<String, Object> all = new HashMap<>(claims);
    String subject = String.valueOf(all.getOrDefault("sub", "sub-1"));
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", null, all, 3600));
  }

  /** The provider's next answer to a code, whatever was asked. */
  private static void answers(String idToken) {
    TOLD.next.add(
        json(
            200,
            "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"id_token\": \"%s\"}"
                .formatted(idToken)));
  }

  private static OAuth2HttpResponse json(int status, String body) {
    Headers headers = Headers.of("Content-Type", "application/json");
    return new OAuth2HttpResponse(headers, status, body, null);
  }

  private String refusedToken(JWSAlgorithm algorithm, String kid, JWSSigner signer)
      throws Exception {
    URI to = begin("/");
    String back = back(to);
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims(to));
    token.sign(signer);
    answers(token.serialize());
    return refused(back, 403);
  }

  /** Right in all but the signature. */
  private static JWTClaimsSet claims(URI to) {
    return new JWTClaimsSet.Builder()
        .issuer(provider.issuerUrl(ISSUER).toString())
        .audience(CLIENT)
        .subject("mallory")
        .claim("nonce", query(to).get("nonce"))
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
        .build();
  }

  private String refused(String path, int status) throws Exception {
    String before = browser.cookies.getOrDefault("aiops_session", "");
    Answer answer = browser.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(browser.cookies.getOrDefault("aiops_session", "")).isEqualTo(before);
    return answer.text();
  }

  /** Begins at our page, signs in at the provider, and is told where to come back. */
  private String callback(String next) throws Exception {
    return back(begin(next));
  }

  private URI begin(String next) throws Exception {
    Answer answer = browser.get("/login/oidc?next=" + next);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return URI.create(answer.location());
  }

  private static String back(URI to) throws Exception {
    return back(to, "sub-1");
  }

  /** Where the provider sends the browser, after its own form where it was to ask again. */
  private static String back(URI to, String subject) throws Exception {
    boolean again = query(to).containsKey("prompt");
    HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(Duration.ofSeconds(20));
    if (again) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString("username=" + subject));
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> fields = new HashMap<>();
    Matcher pairs = Pattern.compile("([^&=]+)=([^&]*)").matcher(uri.getRawQuery());
    while (pairs.find()) {
      fields.put(pairs.group(1), pairs.group(2));
    }
    return fields;
  }
}
