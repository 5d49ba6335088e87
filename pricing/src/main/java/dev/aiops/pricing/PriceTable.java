/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Prints a catalogue as two SQL statements that fill the tables {@code prices} and {@code
 * price_providers}, for calls that other senders report without a cost. The newest catalogue that
 * was inserted is the one that holds.
 *
 * <pre>{@code
 * java -cp aiops-pricing.jar dev.aiops.pricing.PriceTable prices [FILE_OF_OVERRIDES]
 * java -cp aiops-pricing.jar dev.aiops.pricing.PriceTable providers [FILE_OF_OVERRIDES]
 * }</pre>
 */
public final class PriceTable {

  private static final String HELP =
      "usage: PriceTable prices|providers [FILE_OF_OVERRIDES]; it prints one INSERT statement";

  private PriceTable() {}

  /** Prints the statement that the first argument names; the second is a file of overrides. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length < 1 || args.length > 2 || !args[0].matches("prices|providers")) {
      out.println(HELP);
      System.exit(2);
    }
    PriceCatalogue catalogue = PriceCatalogue.bundled();
    if (args.length == 2) {
      catalogue = catalogue.withOverrides(Path.of(args[1]));
    }
    out.print(args[0].equals("prices") ? prices(catalogue) : providers(catalogue));
  }

  /** The statement that fills {@code prices}. */
  public static String prices(PriceCatalogue catalogue) {
    return PriceRows.insert(catalogue);
  }

  /** The statement that fills {@code price_providers}. */
  public static String providers(PriceCatalogue catalogue) {
    return ProviderRows.insert(catalogue);
  }
}
