/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Secret;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What pages load; named with its hash, so that browsers may keep it for good. */
enum Assets {
  CSS("aiops.css", "text/css; charset=utf-8"),
  ICON("icon.svg", "image/svg+xml"),
  SCRIPT("aiops.js", "text/javascript; charset=utf-8");

  private final String name;
  private final String type;
  private final String content;
  private final String version;

  Assets(String name, String type) {
    this.name = name;
    this.type = type;
    content = read(name);
    version = Secret.sha256(content).substring(0, 12);
  }

  String url() {
    return "/assets/" + name + "?v=" + version;
  }

  static void register(RoutesConfig routes) {
    for (Assets asset : values()) {
      routes.get("/assets/" + asset.name, asset::serve);
    }
  }

  private void serve(Context context) {
    context
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .contentType(type)
        .result(content);
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/web/" + name)) {
      byte[] bytes = Objects.requireNonNull(in, "the build lacks web/" + name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
