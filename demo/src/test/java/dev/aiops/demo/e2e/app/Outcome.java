/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What the app saw of a command.
 *
 * @param tag the command's
 * @param ok whether it came through
 * @param text what the app got: the answer, or the exception's class and message
 */
public record Outcome(String tag, boolean ok, String text) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 500;

  static Outcome of(Command command, Flavour flavour) {
    try {
      return new Outcome(command.tag(), true, head(flavour.call(command)));
    } catch (Throwable e) {
      return new Outcome(command.tag(), false, head(e.toString()));
    }
  }

  private static String head(String text) {
    return text == null ? "null" : text.substring(0, Math.min(text.length(), MOST));
  }

  public static Outcome parse(String json) {
    try {
      return JSON.readValue(json, Outcome.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
