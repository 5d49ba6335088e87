/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.Locale;

/**
 * Where a call went.
 *
 * @param host in lower case
 * @param port as written; empty if it was not, or is the scheme's own
 * @param path from the first slash on, without a query; empty if there is none
 */
record Endpoint(String host, String port, String path) {

  /** Reads a URL, {@code host:port} or {@code host}; of no scheme but http and https. */
  static Endpoint parse(String text) {
    String trimmed = text.strip();
    int scheme = trimmed.indexOf("://");
    String rest = scheme < 0 ? trimmed : trimmed.substring(scheme + 3);
    int slash = indexOfAny(rest, "/?#");
    String authority = rest.substring(0, slash).toLowerCase(Locale.ROOT);
    String path = rest.substring(slash);
    path = path.substring(0, indexOfAny(path, "?#"));
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = portColon(authority);
    String host = colon < 0 ? authority : authority.substring(0, colon);
    String port = colon < 0 ? "" : authority.substring(colon + 1);
    return new Endpoint(host, port.equals("443") || port.equals("80") ? "" : port, path);
  }

  /** The place of the colon before a port; a bare IPv6 address has colons, but none of these. */
  private static int portColon(String authority) {
    int last = authority.lastIndexOf(':');
    boolean isOnly = authority.indexOf(':') == last;
    boolean followsBracket = last > 0 && authority.charAt(last - 1) == ']';
    return isOnly || followsBracket ? last : -1;
  }

  /** {@code host} or {@code host:port}. */
  String authority() {
    return port.isEmpty() ? host : host + ":" + port;
  }

  /** What the catalogue's patterns are written for: https, whatever the call used. */
  String url() {
    return "https://" + authority() + (path.isEmpty() ? "/" : path);
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
