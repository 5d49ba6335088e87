/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prices recorded calls again, by the bundled catalogue or with a file of one's own prices before
 * it. It reads a line for each call and prints the catalogue's version, then a line for each
 * provider and model: provider, model, calls, recorded and restated USD, calls without a price
 * before and now, calls estimated now; calls that had no price and have one, and its sum; calls
 * that had a price and have none, and what they were recorded to cost.
 *
 * <pre>{@code
 * java -cp aiops-pricing.jar dev.aiops.pricing.Restatement [FILE_OF_OVERRIDES] < calls.tsv
 * }</pre>
 */
public final class Restatement {

  private final PriceCatalogue catalogue;
  private final Map<String, RestatedGroup> groups = new LinkedHashMap<>();

  Restatement(PriceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Exits 0, or 1 with the reason on the standard error. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      PriceCatalogue catalogue = PriceCatalogue.bundled();
      Restatement restatement =
          new Restatement(args.length == 0 ? catalogue : catalogue.withOverrides(Path.of(args[0])));
      restatement.read(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
      out.print(restatement.text());
    } catch (IOException | IllegalArgumentException | InvalidPricesException e) {
      System.err.println(e instanceof IOException ? e.toString() : e.getMessage());
      System.exit(1);
    }
  }

  void read(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      add(RecordedCall.of(line));
    }
  }

  private void add(RecordedCall call) {
    String group = call.shownProvider() + "\t" + call.use().model();
    groups
        .computeIfAbsent(group, key -> new RestatedGroup())
        .add(call.nanoUsd(), catalogue.cost(call.use()));
  }

  String text() {
    StringBuilder text = new StringBuilder(catalogue.version()).append('\n');
    groups.forEach(
        (group, sums) -> text.append(group).append('\t').append(sums.line()).append('\n'));
    return text.toString();
  }
}
