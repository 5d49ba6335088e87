/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import static io.opentelemetry.javaagent.aiops.Vocabulary.HOOKS_ARMED;
import static io.opentelemetry.javaagent.aiops.Vocabulary.HOOKS_MISSING;
import static io.opentelemetry.javaagent.aiops.Vocabulary.PROCESS_STARTED_EVENT;

import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.javaagent.aiops.Background;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the log which hooks this process has armed: once at start, and again when that has changed,
 * because a hook is armed when the app loads its library. The newest event of a process counts. A
 * hook that is missing is a line in the app's log too, once.
 */
public final class ProcessReport {

  private static final java.util.logging.Logger LOGGER =
      java.util.logging.Logger.getLogger("dev.aiops");

  /** Hooks are armed in bursts; one event tells of all that came within this time. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final Logger logger;
  private final Background background;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Events go to {@code logger}. */
  public ProcessReport(Logger logger, Background background) {
    this.logger = logger;
    this.background = background;
  }

  /** Tells now, and from now on whenever a hook is armed or missed. */
  public void start() {
    Hooks.onChange(this::later);
    tell();
  }

  private void later() {
    if (waiting.compareAndSet(false, true)) {
      var unused = background.later("reporting hooks", PAUSE, this::flush);
    }
  }

  /** Tells now what waits to be told. */
  public void flush() {
    if (waiting.compareAndSet(true, false)) {
      tell();
    }
  }

  private void tell() {
    List<String> missing = Hooks.missing();
    missing.stream().filter(told::add).forEach(ProcessReport::warn);
    logger
        .logRecordBuilder()
        .setEventName(PROCESS_STARTED_EVENT)
        .setSeverity(missing.isEmpty() ? Severity.INFO : Severity.WARN)
        .setBody("AI Ops hooks armed: " + Hooks.armed() + ", missing: " + missing)
        .setAttribute(HOOKS_ARMED, Hooks.armed())
        .setAttribute(HOOKS_MISSING, missing)
        .emit();
  }

  private static void warn(String hook) {
    LOGGER.warning(
        "[aiops] the hook "
            + hook
            + " is skipped: the app's version of "
            + Hooks.lookedIn(hook)
            + " has none of the methods that it needs, so its calls go unseen; the README of"
            + " agent-extension names the versions that are seen");
  }
}
