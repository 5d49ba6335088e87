/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a URL leads.
 *
 * @param host host without scheme or port; null where unknown
 * @param port the scheme's where the URL has none; -1 where unknown
 */
public record HostPort(@Nullable String host, int port) {

  /** Of no URL. */
  public static final HostPort UNKNOWN = new HostPort(null, -1);

  /** The last one read: a client asks the same URL again and again. */
  private static volatile Known last = new Known("", UNKNOWN);

  private record Known(String url, HostPort where) {}

  /**
   * Where {@code url} leads.
   *
   * @throws IllegalArgumentException if it is no URL
   */
  public static HostPort of(String url) {
    Known known = last;
    if (!known.url.equals(url)) {
      known = new Known(url, read(URI.create(url.trim())));
      last = known;
    }
    return known.where;
  }

  private static HostPort read(URI uri) {
    int port = uri.getPort() > 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
    return uri.getHost() == null ? UNKNOWN : new HostPort(uri.getHost(), port);
  }
}
