/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The prices of models, and the rules that find the price of a call.
 *
 * <p>Immutable and safe for use by several threads. {@link #cost} does no I/O and never throws.
 */
public final class PriceCatalogue {

  private PriceCatalogue() {}

  /** The catalogue that comes with this library. It is read at the first call, once a process. */
  public static PriceCatalogue bundled() {
    return new PriceCatalogue();
  }

  /**
   * This catalogue with an operator's prices before its own.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidPricesException if the file breaks a rule; it names all of them at once
   */
  public PriceCatalogue withOverrides(Path file) throws IOException {
    return this;
  }

  /**
   * This catalogue with providers named for hosts it does not know, before its own rules.
   *
   * @param providers provider (as in {@link ModelUse#provider}) by {@code host} or {@code
   *     host:port}, such as {@code 127.0.0.1:8089 → openai}
   * @throws InvalidPricesException if a provider is unknown; it names all of them at once
   */
  public PriceCatalogue withHosts(Map<String, String> providers) {
    return this;
  }

  /**
   * Which prices these are: the catalogue's name and version, and a hash of the operator's prices
   * if there are any.
   */
  public String version() {
    return "none";
  }

  /** What {@code use} cost. */
  public Cost cost(ModelUse use) {
    return new Cost.Unpriced(Cost.Reason.UNKNOWN_PROVIDER, "no prices yet");
  }
}
