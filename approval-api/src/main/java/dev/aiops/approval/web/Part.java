/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** What a script of an open page asks for again and again. */
final class Part {

  private Part() {}

  /** Whether a script asks, and not a person. */
  static boolean isAskedFor(Context context) {
    return context.queryParam("part") != null;
  }

  static String tag(String digest) {
    return '"' + digest + '"';
  }

  /** Of what did not change only that is said. */
  static void show(Context context, String digest, String html) {
    String tag = tag(digest);
    context.header("ETag", tag);
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(HttpStatus.NOT_MODIFIED);
    } else {
      context.contentType("text/html; charset=utf-8").result(html);
    }
  }
}
