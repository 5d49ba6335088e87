/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser that the machine has, one process for a class of tests. */
final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    Path program = program();
    CreateOptions options = new CreateOptions();
    options.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    Playwright playwright = Playwright.create(options);
    return new Chromium(playwright, playwright.chromium().launch(launch(program)));
  }

  /**
   * Without its sandbox, which root cannot have; pages of ours alone are opened. Names are not
   * looked up, so that nothing a page asks for leaves the machine.
   */
  private static LaunchOptions launch(Path program) {
    return new LaunchOptions()
        .setExecutablePath(program)
        .setChromiumSandbox(false)
        .setArgs(
            List.of(
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"));
  }

  private static Path program() {
    String named = System.getenv("AIOPS_CHROMIUM");
    return named == null || named.isBlank()
        ? onPath().orElseThrow(() -> missing("No Chromium is on the path"))
        : Optional.of(Path.of(named))
            .filter(Files::isExecutable)
            .orElseThrow(() -> missing("AIOPS_CHROMIUM is no program: " + named));
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(at -> Path.of(at, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static IllegalStateException missing(String what) {
    return new IllegalStateException(
        what + ": install Debian's package chromium or Google Chrome, or name one: AIOPS_CHROMIUM");
  }

  /** A window of somebody who is not signed in, as people have them at a desk. */
  Screen open(People people) {
    return open(people, desk());
  }

  Screen open(People people, NewContextOptions as) {
    String origin = "http://127.0.0.1:" + people.service.port();
    return new Screen(browser.newContext(as.setBaseURL(origin)), origin);
  }

  /** As {@link #open(People)}, signed in already. */
  Screen signedIn(People people, String name) throws Exception {
    return signedIn(people, name, desk());
  }

  Screen signedIn(People people, String name, NewContextOptions as) throws Exception {
    return open(people, as).as(people.browser().signedIn(name, People.PASSWORD));
  }

  static NewContextOptions desk() {
    return new NewContextOptions()
        .setViewportSize(1280, 900)
        .setLocale("en-GB")
        .setTimezoneId("UTC");
  }

  static NewContextOptions phone() {
    return desk().setViewportSize(390, 844).setDeviceScaleFactor(2).setHasTouch(true);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
