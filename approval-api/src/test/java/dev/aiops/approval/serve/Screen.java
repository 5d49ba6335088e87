/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A window of one person. Closing it fails the test where a page did what no page of ours does: it
 * asked another origin, wrote an error to the console, broke its policy or opened a dialog.
 */
final class Screen implements AutoCloseable {

  private static final double LONGEST_MS = 10_000;

  /** How Chromium notes an answer of 400 or above, which a refusal is. */
  private static final String REFUSED =
      "Failed to load resource: the server responded with a status of 4";

  final Page page;
  final BrowserContext context;
  private final String origin;
  private final List<String> faults = new CopyOnWriteArrayList<>();

  Screen(BrowserContext context, String origin) {
    this.context = context;
    this.origin = origin;
    context.setDefaultTimeout(LONGEST_MS);
    context.onConsoleMessage(this::note);
    context.onWebError(error -> faults.add("a script failed: " + error.error()));
    context.onDialog(this::dismiss);
    context.onRequest(
        request -> {
          if (!request.url().startsWith(origin + "/")) {
            faults.add("asked for " + request.url());
          }
        });
    page = context.newPage();
  }

  private void note(ConsoleMessage message) {
    boolean bad = message.type().equals("error") || message.type().equals("warning");
    if (bad && !message.text().startsWith(REFUSED)) {
      faults.add("wrote to the console: " + message.text());
    }
  }

  private void dismiss(Dialog dialog) {
    faults.add("opened a dialog: " + dialog.message());
    dialog.dismiss();
  }

  /** With the session of somebody who signed in before. */
  Screen as(TestBrowser signedIn) {
    signedIn.cookies.forEach(
        (name, value) -> context.addCookies(List.of(new Cookie(name, value).setUrl(origin))));
    return this;
  }

  /** Writes into the form that is shown, and sends it. */
  void fillSignIn(String name, String password) {
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(password);
    button("Sign in").click();
  }

  Screen go(String path) {
    page.navigate(path);
    return this;
  }

  Screen approval(String id) {
    return go("/approvals/" + id);
  }

  Locator heading(String name) {
    return role(AriaRole.HEADING, name);
  }

  Locator button(String name) {
    return role(AriaRole.BUTTON, name);
  }

  Locator link(String name) {
    return role(AriaRole.LINK, name);
  }

  /** A part of the page with a heading. */
  Locator part(String name) {
    return role(AriaRole.REGION, name);
  }

  Locator alert() {
    return page.getByRole(AriaRole.ALERT);
  }

  private Locator role(AriaRole role, String name) {
    return page.getByRole(role, new GetByRoleOptions().setName(name).setExact(true));
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /** What no page of ours does, and this one was made to do; it is forgotten then. */
  List<String> takeFaults() {
    List<String> taken = List.copyOf(faults);
    faults.clear();
    return taken;
  }

  @Override
  public void close() {
    context.close();
    assertThat(faults).as("what no page of ours does").isEmpty();
  }
}
