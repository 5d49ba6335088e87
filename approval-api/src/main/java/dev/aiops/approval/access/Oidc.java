/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.aiops.approval.access.Sessions.Login;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in at an OpenID provider: authorization code, PKCE, and a state and a nonce of each
 * attempt. An attempt is known by its state for ten minutes, to the browser that began it, and
 * once.
 */
public final class Oidc {

  /**
   * What the browser goes on to.
   *
   * @param next where the person wanted to go
   * @param again whether the person was signed in already, and was to give the password again
   */
  public record Finished(Login login, String next, boolean again) {}

  /** As old as a session may be: the provider then says when the password was given. */
  private static final int MAX_AGE_SECONDS = (int) Sessions.Limits.DEFAULT.absolute().toSeconds();

  /** Clocks of two machines. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(Oidc.class.getName());

  private final OidcSettings settings;
  private final InstantSource clock;
  private final OidcProvider provider;
  private final OidcTokens tokens;
  private final OidcAttempts attempts;

  public Oidc(OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    provider = new OidcProvider(settings, clock);
    tokens = new OidcTokens(settings);
    attempts = new OidcAttempts(clock);
  }

  /** Asks the provider what it is; a failure is logged and tried again later. */
  public boolean discover() {
    try {
      provider.known();
      return true;
    } catch (OidcException e) {
      return false;
    }
  }

  /**
   * Begins an attempt.
   *
   * @param browser secret of the browser, in a cookie
   * @param redirect where the provider sends it back to
   * @param again whether the password is to be given even by one who is signed in at the provider
   * @return where the browser is to go
   */
  public URI begin(String browser, URI redirect, boolean again, String next) throws OidcException {
    OidcProvider.Known known = provider.known();
    State state = new State(16);
    Nonce nonce = new Nonce(16);
    CodeVerifier verifier = new CodeVerifier();
    attempts.put(
        state.getValue(),
        new OidcAttempts.Attempt(
            Secret.sha256(browser), redirect, nonce, verifier, again, next, clock.instant()));
    AuthenticationRequest.Builder request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, scope(), new ClientID(settings.clientId()), redirect)
            .endpointURI(known.metadata().getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .maxAge(again ? 0 : MAX_AGE_SECONDS);
    return (again ? request.prompt(new Prompt(Prompt.Type.LOGIN)) : request).build().toURI();
  }

  /**
   * Takes what the browser brought back.
   *
   * @param callback as it was called, with its query
   * @throws OidcException where anything of it is not as it must be; nobody is signed in then
   */
  public Finished finish(String browser, URI callback, String address) throws OidcException {
    AuthenticationResponse response = parsed(callback);
    OidcAttempts.Attempt attempt =
        attempts
            .take(response.getState() == null ? "" : response.getState().getValue())
            .filter(known -> known.browser().equals(Secret.sha256(browser)))
            .orElseThrow(
                () ->
                    OidcException.refused(
                        "This sign-in was not begun in this browser, is too old, or is done",
                        null));
    if (!response.indicatesSuccess()) {
      throw refused("the provider answered " + response.toErrorResponse().getErrorObject(), null);
    }
    requireIssuer(response.getIssuer());
    AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
    if (code == null) {
      throw refused("the provider sent no code", null);
    }
    IDTokenClaimsSet claims = checked(tokens.get(provider.known(), code, attempt), attempt.nonce());
    requireRecent(claims, attempt);
    return new Finished(
        OidcPerson.login(claims, settings, address), attempt.next(), attempt.again());
  }

  private AuthenticationResponse parsed(URI callback) throws OidcException {
    try {
      return AuthenticationResponseParser.parse(callback);
    } catch (ParseException e) {
      throw refused("the answer is not a provider's", e);
    }
  }

  /** A code of another provider, which both trust the browser to bring, is none of ours. */
  private void requireIssuer(Issuer said) throws OidcException {
    OidcProvider.Known known = provider.known();
    boolean must = known.metadata().supportsAuthorizationResponseIssuerParam();
    boolean right = known.metadata().getIssuer().equals(said);
    if (!right && (must || said != null)) {
      throw refused("the answer names the issuer " + said, null);
    }
  }

  private IDTokenClaimsSet checked(JWT token, Nonce nonce) throws OidcException {
    try {
      return provider.known().tokens().validate(token, nonce);
    } catch (BadJOSEException e) {
      throw refused("the token is not to be believed: " + e.getMessage(), e);
    } catch (JOSEException e) {
      throw OidcException.unavailable("The sign-in provider's keys cannot be had", e);
    }
  }

  private void requireRecent(IDTokenClaimsSet claims, OidcAttempts.Attempt attempt)
      throws OidcException {
    Date at = claims.getAuthenticationTime();
    Instant earliest =
        attempt.again() ? attempt.began() : clock.instant().minusSeconds(MAX_AGE_SECONDS);
    boolean old = at != null && at.toInstant().isBefore(earliest.minus(SKEW));
    if (old || (at == null && attempt.again())) {
      throw refused("the provider did not ask for the password again", null);
    }
  }

  private Scope scope() {
    return new Scope(settings.scopes().toArray(String[]::new));
  }

  /** Which check failed is for the log: the browser's answer tells it to nobody. */
  private static OidcException refused(String why, @Nullable Exception cause) {
    LOG.log(System.Logger.Level.WARNING, "Somebody was not signed in: " + Printable.of(why));
    return OidcException.refused(
        "The provider's answer was refused, and nobody is signed in", cause);
  }
}
