/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Sessions;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties what happens before a session to the browser it began in. Nothing is kept for it here, as
 * anybody may ask for the form: its token is a keyed hash of the browser's cookie.
 */
final class Browser {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final String HMAC = "HmacSHA256";

  private final Cookies cookies;
  private final Sessions sessions;
  private final byte[] key;

  Browser(Cookies cookies, Sessions sessions) {
    this.cookies = cookies;
    this.sessions = sessions;
    key = (sessions.draw() + sessions.draw()).getBytes(StandardCharsets.UTF_8);
  }

  /** The browser's secret, given to it where it has none. */
  String idOrNew(Context context) {
    return id(context)
        .orElseGet(
            () -> {
              String id = sessions.draw();
              cookies.setBrowser(context, id);
              return id;
            });
  }

  /** The browser's secret. */
  Optional<String> id(Context context) {
    return Optional.ofNullable(cookies.browser(context)).filter(id -> ID.matcher(id).matches());
  }

  /** What the form on a page of this browser sends back. */
  String token(String id) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  /** Whether the form was made for this browser. */
  boolean isToken(Context context, String sent) {
    return id(context)
        .filter(id -> MessageDigest.isEqual(bytes(token(id)), bytes(sent)))
        .isPresent();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
