/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.OidcSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How people reach the pages and who they may be.
 *
 * @param users the users file; none, and nobody signs in with a password
 * @param publicUrl what people type; none, and pages are for this machine alone
 * @param proxies addresses whose X-Forwarded-For is believed
 * @param oidc the provider; none, and nobody signs in by one
 * @param grafana where runs are looked at; none, and there is no link
 * @param limit how long a page waits for the log before its outcome is called unknown
 */
public record WebSettings(
    Optional<Path> users,
    Optional<URI> publicUrl,
    Set<String> proxies,
    Optional<OidcSettings> oidc,
    Optional<URI> grafana,
    Duration limit) {

  /** Pages at which nobody can sign in. */
  public static final WebSettings NONE =
      new WebSettings(
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(15));

  public WebSettings {
    proxies = Set.copyOf(proxies);
  }

  /** Whether what people see travels by TLS. */
  boolean isSecure() {
    return publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
  }
}
