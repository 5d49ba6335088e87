/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** The pages, compiled into this package by the build. They escape what they are given. */
final class Templates {

  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), "dev.aiops.approval.web");

  private Templates() {}

  static void show(Context context, String name, Object view) {
    context.contentType("text/html; charset=utf-8").result(text(name, view));
  }

  static String text(String name, Object view) {
    StringOutput page = new StringOutput();
    ENGINE.render(name + ".jte", view, page);
    return page.toString();
  }

  /** Why a request was not done. */
  record Trouble(Layout page, int status, String message, String remedy) {}

  static void trouble(
      Context context, @Nullable Visit visit, int status, String message, String remedy) {
    context.status(status);
    Layout page = new Layout(status == 404 ? "Not found" : "Not done", visit);
    show(
        context,
        "trouble",
        new Trouble(page, status, Visible.line(message, 500), Visible.line(remedy, 500)));
  }
}
