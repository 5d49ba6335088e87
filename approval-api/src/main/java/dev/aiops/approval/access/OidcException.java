/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import org.jspecify.annotations.Nullable;

/** Somebody could not be signed in by the provider. The message is for a person to read. */
public final class OidcException extends Exception {

  private final boolean provider;

  private OidcException(String message, boolean provider, @Nullable Throwable cause) {
    super(message, cause);
    this.provider = provider;
  }

  /** What came back from the browser or the provider is not to be believed. */
  static OidcException refused(String message, @Nullable Throwable cause) {
    return new OidcException(message, false, cause);
  }

  /** The provider does not answer, or not as one. */
  static OidcException unavailable(String message, @Nullable Throwable cause) {
    return new OidcException(message, true, cause);
  }

  /** Whether it is the provider that fails, and not this sign-in. */
  public boolean isProviders() {
    return provider;
  }
}
