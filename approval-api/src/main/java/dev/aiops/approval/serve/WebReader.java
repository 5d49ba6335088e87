/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.access.OidcSettings;
import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.web.WebSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the service is told of its pages; what is wrong is added to a list. */
final class WebReader {

  /** Every variable; a part of what {@code --help} prints. */
  static final String HELP =
      """
        AIOPS_USERS_FILE           who may sign in with a password; made by the user command
        AIOPS_PUBLIC_URL           what people type, as https://ops.example.com; default: the
                                   pages are for this machine alone
        AIOPS_PROXY_ADDRESSES      proxies whose X-Forwarded-For is believed, by commas
        AIOPS_OIDC_ISSUER          provider at which people sign in; https
        AIOPS_OIDC_CLIENT_ID       what the provider calls us; required with an issuer
        AIOPS_OIDC_CLIENT_SECRET_FILE   file with the client's secret; without it PKCE alone
        AIOPS_OIDC_SCOPES          by blanks; default openid profile
        AIOPS_OIDC_ROLES_CLAIM     claim with a person's roles or groups; default roles
        AIOPS_OIDC_ROLES_MAP       what those are here, as ops-leads=admin,finance-eu=finance;
                                   default: they are our roles
        AIOPS_OIDC_NAME_CLAIM      claim that is a person's name in decisions; it must be unique
                                   and no person's to choose; default sub
        GRAFANA_URL                where runs are looked at; pages link to it
      """;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, String> environment;
  private final List<String> problems;

  WebReader(Map<String, String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  WebSettings read(Duration limit) {
    return new WebSettings(
        text("AIOPS_USERS_FILE").flatMap(this::users),
        text("AIOPS_PUBLIC_URL").flatMap(url -> origin("AIOPS_PUBLIC_URL", url)),
        Set.copyOf(list("AIOPS_PROXY_ADDRESSES", ",")),
        oidc(),
        text("GRAFANA_URL").flatMap(url -> grafana(url)),
        limit);
  }

  private Optional<Path> users(String name) {
    try {
      UserFile.read(Path.of(name));
      return Optional.of(Path.of(name));
    } catch (IOException e) {
      problems.add(
          "AIOPS_USERS_FILE: " + name + " is no file that can be read: make it with user add");
    } catch (IllegalArgumentException e) {
      problems.add("AIOPS_USERS_FILE: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<OidcSettings> oidc() {
    Optional<URI> issuer =
        text("AIOPS_OIDC_ISSUER").flatMap(url -> address("AIOPS_OIDC_ISSUER", url));
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> client = text("AIOPS_OIDC_CLIENT_ID");
    if (client.isEmpty()) {
      problems.add("AIOPS_OIDC_CLIENT_ID is not set: register us at the provider, and name the id");
      return Optional.empty();
    }
    return Optional.of(
        new OidcSettings(
            issuer.get(),
            client.get(),
            secret(),
            scopes(),
            text("AIOPS_OIDC_ROLES_CLAIM").orElse("roles"),
            roles(),
            text("AIOPS_OIDC_NAME_CLAIM").orElse(null)));
  }

  private Set<String> scopes() {
    Set<String> scopes = new TreeSet<>(list("AIOPS_OIDC_SCOPES", " "));
    if (scopes.isEmpty()) {
      scopes.add("profile");
    }
    scopes.add("openid");
    return scopes;
  }

  private @Nullable String secret() {
    Optional<String> file = text("AIOPS_OIDC_CLIENT_SECRET_FILE");
    if (file.isEmpty()) {
      return null;
    }
    try {
      String secret = Files.readString(Path.of(file.get())).strip();
      if (!secret.isEmpty()) {
        return secret;
      }
      problems.add("AIOPS_OIDC_CLIENT_SECRET_FILE: " + file.get() + " is empty");
    } catch (IOException e) {
      problems.add("AIOPS_OIDC_CLIENT_SECRET_FILE: " + file.get() + " cannot be read");
    }
    return null;
  }

  private Map<String, String> roles() {
    Map<String, String> roles = new HashMap<>();
    for (String pair : list("AIOPS_OIDC_ROLES_MAP", ",")) {
      int equals = pair.lastIndexOf('=');
      if (equals <= 0 || equals == pair.length() - 1) {
        problems.add("AIOPS_OIDC_ROLES_MAP: " + pair + " is not group=role");
      } else {
        roles.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return roles;
  }

  /** An address with nothing after its host: pages live at its root. */
  private Optional<URI> origin(String name, String text) {
    Optional<URI> url = address(name, text);
    if (url.isPresent() && !Set.of("", "/").contains(url.get().getPath())) {
      problems.add(
          name + " must have no path, got " + text + ": give the pages a host of their own");
    }
    return url;
  }

  /** Only linked to, so that it may be an address without TLS. */
  private Optional<URI> grafana(String text) {
    try {
      URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // told below, as every other address that is none
    }
    problems.add("GRAFANA_URL must be an http or https address, got " + text);
    return Optional.empty();
  }

  /** By https, or on this machine: what is sent there may be read on the way otherwise. */
  private Optional<URI> address(String name, String text) {
    try {
      URI url = URI.create(text);
      boolean safe =
          "https".equals(url.getScheme())
              || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost()));
      if (safe && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // told below, as every other address that is none
    }
    problems.add(name + " must be an https address, got " + text);
    return Optional.empty();
  }

  private List<String> list(String name, String by) {
    return text(name).stream()
        .flatMap(value -> Arrays.stream(value.split(by, -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private Optional<String> text(String name) {
    return Optional.of(environment.getOrDefault(name, "").strip())
        .filter(value -> !value.isEmpty());
  }
}
