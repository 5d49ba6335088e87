/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.aiops.approval.access.Sessions.Login;
import dev.aiops.approval.budget.BudgetRules;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who a checked token says somebody is. */
final class OidcPerson {

  private static final int LONGEST = 200;

  private OidcPerson() {}

  static Login login(IDTokenClaimsSet claims, OidcSettings settings, String address)
      throws OidcException {
    String claim = settings.nameClaim() == null ? "sub" : settings.nameClaim();
    String name = name(claims.getClaim(claim), claim);
    Date at = claims.getAuthenticationTime();
    Instant authenticatedAt = at == null ? null : at.toInstant();
    return new Login(
        name,
        shown(name, claims.getClaim("preferred_username")),
        roles(claims.getClaim(settings.rolesClaim()), settings),
        Person.Method.OIDC,
        authenticatedAt,
        address,
        null);
  }

  private static String name(@Nullable Object value, String claim) throws OidcException {
    if (value instanceof String name
        && !name.isBlank()
        && name.length() <= LONGEST
        && Printable.is(name)) {
      return name;
    }
    throw OidcException.refused(
        "The provider's token has no claim "
            + claim
            + " that could be a name: ask whoever runs this to look at AIOPS_OIDC_NAME_CLAIM",
        null);
  }

  /** People may choose this name themselves, so it is never shown without the other. */
  private static String shown(String name, @Nullable Object preferred) {
    return preferred instanceof String text && !text.isBlank() && !text.equals(name)
        ? text + " (" + name + ")"
        : name;
  }

  /** What is no role's name could stand in no policy, and is left out. */
  private static Set<String> roles(@Nullable Object value, OidcSettings settings) {
    Collection<?> said =
        value instanceof Collection<?> many ? many : List.of(value == null ? "" : value);
    return said.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .map(text -> settings.roles().isEmpty() ? text : settings.roles().getOrDefault(text, ""))
        .filter(role -> BudgetRules.name(role) == null)
        .collect(Collectors.toUnmodifiableSet());
  }
}
