/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of itself. It is asked when the service starts, and again when somebody
 * signs in while it is not known: a provider that is down must not keep caps and agents waiting.
 */
final class OidcProvider {

  static final int CONNECT_MILLIS = 3_000;
  static final int READ_MILLIS = 5_000;

  private static final int MOST_BYTES = 1_000_000;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Signatures by a key that only the provider has; none, and no shared secret, is among them. */
  private static final Set<JWSAlgorithm> SIGNED =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final System.Logger LOG = System.getLogger(OidcProvider.class.getName());

  /** Its addresses, and what checks its tokens. */
  record Known(OIDCProviderMetadata metadata, IDTokenValidator tokens) {}

  private final OidcSettings settings;
  private final InstantSource clock;
  private @Nullable Known known;
  private @Nullable Instant failed;

  OidcProvider(OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Asks it, unless it is known or failed just now. */
  synchronized Known known() throws OidcException {
    if (known == null) {
      requirePause();
      known = ask();
    }
    return known;
  }

  private void requirePause() throws OidcException {
    if (failed != null && Duration.between(failed, clock.instant()).compareTo(PAUSE) < 0) {
      throw unavailable(null);
    }
  }

  private Known ask() throws OidcException {
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), CONNECT_MILLIS, READ_MILLIS);
      failed = null;
      return new Known(metadata, tokens(metadata));
    } catch (GeneralException | IOException | IllegalArgumentException e) {
      failed = clock.instant();
      LOG.log(
          System.Logger.Level.ERROR,
          "Nobody can sign in by the provider "
              + settings.issuer()
              + ": it does not say what it is: "
              + e.getMessage()
              + ". Is AIOPS_OIDC_ISSUER right? It is asked again when somebody signs in.");
      throw unavailable(e);
    }
  }

  private IDTokenValidator tokens(OIDCProviderMetadata metadata) throws IOException {
    Set<JWSAlgorithm> algorithms = new HashSet<>(SIGNED);
    List<JWSAlgorithm> said = metadata.getIDTokenJWSAlgs();
    algorithms.retainAll(said == null ? List.of(JWSAlgorithm.RS256) : said);
    if (algorithms.isEmpty()) {
      throw new IOException("it signs with none of " + SIGNED);
    }
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(
                metadata.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES))
            .retrying(true)
            .build();
    return new IDTokenValidator(
        metadata.getIssuer(),
        new ClientID(settings.clientId()),
        new JWSVerificationKeySelector<>(algorithms, keys),
        null);
  }

  private static OidcException unavailable(@Nullable Throwable cause) {
    return OidcException.unavailable("The sign-in provider does not answer", cause);
  }
}
