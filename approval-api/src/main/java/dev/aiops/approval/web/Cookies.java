/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/**
 * The two cookies: one is the session's id, the other ties a sign-in to the browser that began it.
 * Behind TLS their names begin with {@code __Host-}, so that no neighbour host can set them.
 */
final class Cookies {

  private static final int UNTIL_BROWSER_ENDS = -1;
  private static final int NOW = 0;

  private final boolean secure;
  private final SameSite sameSite;

  /**
   * Makes them.
   *
   * @param fromProvider whether people come back from a provider, with whose redirect a browser
   *     sends no strict cookie
   */
  Cookies(boolean secure, boolean fromProvider) {
    this.secure = secure;
    sameSite = fromProvider ? SameSite.LAX : SameSite.STRICT;
  }

  @Nullable String session(Context context) {
    return context.cookie(name("session"));
  }

  @Nullable String browser(Context context) {
    return context.cookie(name("browser"));
  }

  void setSession(Context context, String id) {
    set(context, "session", id, UNTIL_BROWSER_ENDS);
  }

  void setBrowser(Context context, String id) {
    set(context, "browser", id, UNTIL_BROWSER_ENDS);
  }

  void endSession(Context context) {
    set(context, "session", "", NOW);
  }

  private String name(String what) {
    return (secure ? "__Host-aiops_" : "aiops_") + what;
  }

  private void set(Context context, String what, String value, int seconds) {
    context.cookie(new Cookie(name(what), value, "/", seconds, secure, true, null, sameSite));
  }
}
