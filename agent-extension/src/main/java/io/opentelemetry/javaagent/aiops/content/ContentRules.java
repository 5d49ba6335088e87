/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

/**
 * Which texts are kept, how much of them, and what is taken out.
 *
 * @param runs whether the input and output of runs are kept
 * @param messages whether the messages of model calls are kept
 * @param toolArguments whether arguments and results of tools are kept
 * @param maxChars characters kept of one text; 0 keeps none
 * @param redactor what takes secrets out
 */
public record ContentRules(
    boolean runs, boolean messages, boolean toolArguments, int maxChars, Redactor redactor) {

  /** What a cut text ends with. */
  public static final String MARK = "…[truncated]";

  /**
   * A text is cut before it is redacted, so that 50 MB cost no more than a page, but this much
   * later: {@value} characters, so that a secret across the final cut is still recognised.
   */
  static final int OVERLAP = 4096;

  /** Characters kept of an exception's message: {@value}. */
  static final int ERROR_CHARS = 1000;

  /** As much of {@code text} as {@link #clean} needs: cheap, for the app's thread. */
  public String window(String text) {
    int length = maxChars + OVERLAP;
    return text.length() <= length ? text : text.substring(0, length);
  }

  /** {@code window} without secrets and cut to size. */
  public Text clean(String window) {
    Redactor.Result clean = redactor.redact(window(window));
    String text = clean.text();
    boolean truncated = text.length() > maxChars || window.length() >= maxChars + OVERLAP;
    return new Text(
        text.length() > maxChars ? cut(text) + MARK : truncated ? text + MARK : text,
        clean.redacted(),
        truncated);
  }

  /**
   * The message of {@code error}, at most {@value #ERROR_CHARS} characters of it and without
   * secrets: quick enough for the app's thread.
   */
  public String message(Throwable error) {
    String message = error.getMessage();
    if (message == null) {
      return "";
    }
    boolean whole = message.length() <= ERROR_CHARS;
    return redactor.redact(whole ? message : message.substring(0, ERROR_CHARS)).text();
  }

  private String cut(String text) {
    boolean insidePair = maxChars > 0 && Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, insidePair ? maxChars - 1 : maxChars);
  }
}
