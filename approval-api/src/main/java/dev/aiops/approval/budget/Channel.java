/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By which way a decision came. */
public enum Channel {
  /** A page's form, which shows what is decided. */
  PAGE,
  /** The API, which answers what is decided to whoever asks. */
  API,
  /** The API, by the command that calls itself so. */
  CLI;

  /** What that command calls itself in the header User-Agent. */
  public static final String COMMAND = "aiops-cli";

  /** Its name in rows and answers. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That of a request to the API, as far as it says so. */
  public static Channel ofRequest(@Nullable String userAgent) {
    return COMMAND.equals(userAgent) ? CLI : API;
  }

  @JsonCreator
  static Channel of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
