/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where pages are reached, and whether a request came from one of them. */
final class Origin {

  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

  private static final Set<String> FROM_US = Set.of("same-origin", "none");

  private final Optional<URI> publicUrl;

  Origin(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Scheme, host and port as a browser writes them. */
  String of(Context context) {
    return publicUrl.map(Origin::text).orElseGet(() -> "http://" + host(context));
  }

  /**
   * Fails where pages are for this machine alone and the request names another: a name that
   * somebody else's server resolves to 127.0.0.1 would make his pages ours.
   */
  void requireHost(Context context) {
    if (publicUrl.isEmpty() && !THIS_MACHINE.matcher(host(context)).matches()) {
      throw new PageException(
          421,
          "These pages are reached as localhost or 127.0.0.1 until it is said how else",
          "set AIOPS_PUBLIC_URL to the https address that people use");
    }
  }

  /** Fails where another site's page sent the request, or nothing says which did. */
  void requireOurs(Context context) {
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    boolean ours = site == null ? of(context).equals(origin) : FROM_US.contains(site);
    if (!ours || (origin != null && !of(context).equals(origin))) {
      throw new PageException(
          403,
          "This was sent by another site, so nothing was done",
          "use the form on our own page");
    }
  }

  private static String host(Context context) {
    @Nullable String host = context.header("Host");
    return host == null ? "" : host;
  }

  private static String text(URI url) {
    int port = url.getPort();
    boolean usual = port == -1 || port == ("https".equals(url.getScheme()) ? 443 : 80);
    return url.getScheme() + "://" + url.getHost() + (usual ? "" : ":" + port);
  }
}
