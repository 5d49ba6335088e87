/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.Cost.Reason;
import dev.aiops.pricing.PriceBook.HostRule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The prices of models, and the rules that find the price of a call.
 *
 * <p>Immutable and safe for use by several threads. {@link #cost} does no I/O and never throws; the
 * matching rules run once for each distinct provider, endpoint and model.
 *
 * <p>A call is priced by who answered: by its endpoint if that is known, else by the provider's
 * name, else (estimated) by whose model that name is. An endpoint that is nobody's is {@linkplain
 * Reason#UNKNOWN_HOST unpriced}: a client library that speaks a provider's protocol says nothing
 * about who answers at a private address. {@link #withHosts} and {@link #withOverrides} name a
 * provider for it.
 */
public final class PriceCatalogue {

  private final PriceBook book;
  private final String version;
  private final Resolver resolver;

  private PriceCatalogue(PriceBook book, String version) {
    this.book = book;
    this.version = version;
    this.resolver = new Resolver(book, version);
  }

  /** The catalogue that comes with this library. It is read at the first call, once a process. */
  public static PriceCatalogue bundled() {
    return Bundled.CATALOGUE;
  }

  /**
   * This catalogue with an operator's prices before its own.
   *
   * @param file UTF-8 text in the format of {@code pricing/README.md}
   * @throws IOException if the file cannot be read
   * @throws InvalidPricesException if the file breaks a rule; it names all of them at once
   */
  public PriceCatalogue withOverrides(Path file) throws IOException {
    try {
      return withOverrides(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InvalidPricesException(file.toString(), List.of("not UTF-8: save it as UTF-8"));
    }
  }

  /**
   * This catalogue with an operator's prices before its own.
   *
   * @param name what to call the text in errors
   * @throws InvalidPricesException if the text breaks a rule; it names all of them at once
   */
  public PriceCatalogue withOverrides(String name, String text) {
    Problems problems = new Problems(name);
    Draft draft = DraftReader.read(text, problems);
    PriceBook changed = Overlay.over(book, draft, problems);
    Plausibility.check(draft, book, problems);
    problems.throwIfAny();
    return new PriceCatalogue(changed, version + "+" + Fingerprint.of(text));
  }

  /**
   * This catalogue with providers named for hosts, before its own rules.
   *
   * @param providers provider (as in {@link ModelUse#provider}) by {@code host} or {@code
   *     host:port}, such as {@code 127.0.0.1:8089} to {@code openai}
   * @throws InvalidPricesException if a host or provider is unknown; it names all at once
   */
  public PriceCatalogue withHosts(Map<String, String> providers) {
    if (providers.isEmpty()) {
      return this;
    }
    List<String> problems = new ArrayList<>();
    List<HostRule> rules = new ArrayList<>();
    providers.forEach((host, provider) -> addRule(host, provider, rules, problems));
    if (!problems.isEmpty()) {
      throw new InvalidPricesException("the map of hosts to providers", problems);
    }
    String print = Fingerprint.of(new TreeMap<>(providers).toString());
    return new PriceCatalogue(book.withHosts(rules), version + "+" + print);
  }

  private void addRule(String host, String provider, List<HostRule> rules, List<String> problems) {
    String pattern = host.toLowerCase(Locale.ROOT);
    if (!HostPattern.isValid(pattern)) {
      problems.add(host + ": not a host: give host or host:port, without scheme and path");
      return;
    }
    book.named(provider.toLowerCase(Locale.ROOT))
        .ifPresentOrElse(
            found -> rules.add(new HostRule(HostPattern.of(pattern), found.id())),
            () ->
                problems.add(
                    host + ": no provider is called " + provider + "; known: " + book.ids()));
  }

  /**
   * Which prices these are: the catalogue's name and version, such as {@code genai-prices-0.1.8},
   * and for each set of the operator's own a plus sign and the start of its SHA-256.
   */
  public String version() {
    return version;
  }

  /** What {@code use} cost. */
  public Cost cost(ModelUse use) {
    if (!use.usage().isValid()) {
      return Pricer.unpriced(
          Reason.INVALID_USAGE, "an amount is negative or above " + Usage.MAX_AMOUNT);
    }
    Resolver.Resolution found = resolver.resolve(use);
    if (found instanceof Resolver.Hit hit) {
      PriceList list = hit.model().pricesAt(use.at());
      return Pricer.cost(list, hit.model().billed(use.usage()), hit.price(), hit.doubt());
    }
    return ((Resolver.Miss) found).cost();
  }

  PriceBook book() {
    return book;
  }

  Resolver resolver() {
    return resolver;
  }

  private static final class Bundled {

    static final PriceCatalogue CATALOGUE = read();

    private static PriceCatalogue read() {
      PriceBook prices = over(PriceBook.EMPTY, "genai-prices.txt");
      return new PriceCatalogue(over(prices, "names.txt"), prices.source());
    }

    private static PriceBook over(PriceBook base, String resource) {
      Problems problems = new Problems(resource);
      PriceBook book =
          Overlay.over(base, DraftReader.read(BundledText.of(resource), problems), problems);
      problems.throwIfAny();
      return book;
    }
  }
}
