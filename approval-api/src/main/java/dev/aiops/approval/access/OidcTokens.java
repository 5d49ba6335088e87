/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Has a code exchanged for the token that says who signed in. */
final class OidcTokens {

  private static final System.Logger LOG = System.getLogger(OidcTokens.class.getName());

  private final OidcSettings settings;

  OidcTokens(OidcSettings settings) {
    this.settings = settings;
  }

  /** The ID token, not yet checked. */
  JWT get(OidcProvider.Known known, AuthorizationCode code, OidcAttempts.Attempt attempt)
      throws OidcException {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(code, attempt.redirect(), attempt.verifier());
    try {
      HTTPRequest http = request(known, grant).toHTTPRequest();
      http.setConnectTimeout(OidcProvider.CONNECT_MILLIS);
      http.setReadTimeout(OidcProvider.READ_MILLIS);
      http.setFollowRedirects(false);
      return token(OIDCTokenResponseParser.parse(http.send()));
    } catch (IOException e) {
      throw OidcException.unavailable("The sign-in provider does not answer", e);
    } catch (ParseException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private TokenRequest request(OidcProvider.Known known, AuthorizationCodeGrant grant) {
    URI at = known.metadata().getTokenEndpointURI();
    ClientID client = new ClientID(settings.clientId());
    if (settings.secret() == null) {
      return new TokenRequest.Builder(at, client, grant).build();
    }
    Secret secret = new Secret(settings.secret());
    List<ClientAuthenticationMethod> methods = known.metadata().getTokenEndpointAuthMethods();
    boolean basic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return new TokenRequest.Builder(
            at,
            basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret),
            grant)
        .build();
  }

  private static JWT token(TokenResponse response) throws OidcException {
    if (!response.indicatesSuccess()) {
      throw refused(String.valueOf(response.toErrorResponse().getErrorObject()));
    }
    OIDCTokenResponse tokens = (OIDCTokenResponse) response.toSuccessResponse();
    JWT token = tokens.getOIDCTokens().getIDToken();
    if (token == null) {
      throw refused("its answer has no ID token");
    }
    return token;
  }

  private static OidcException refused(String why) {
    LOG.log(
        System.Logger.Level.WARNING, "The provider gave no token for a code: " + Printable.of(why));
    return OidcException.refused("The provider did not confirm the sign-in", null);
  }
}
