/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider at which people sign in.
 *
 * @param secret null for a client that has none, and proves itself by PKCE alone
 * @param rolesClaim the claim of the ID token that has a person's roles or groups
 * @param roles what those stand for here; empty where they are our roles already
 * @param nameClaim the claim that is a person's identity here; null is the subject
 */
public record OidcSettings(
    URI issuer,
    String clientId,
    @Nullable String secret,
    Set<String> scopes,
    String rolesClaim,
    Map<String, String> roles,
    @Nullable String nameClaim) {

  public OidcSettings {
    scopes = Set.copyOf(scopes);
    roles = Map.copyOf(roles);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + clientId + "]";
  }
}
