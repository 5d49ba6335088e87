/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.Draft.DraftModel;
import dev.aiops.pricing.Draft.DraftProvider;
import dev.aiops.pricing.Draft.Reference;
import dev.aiops.pricing.PricedModel.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a price file. What breaks a rule is told to {@link Problems} and left out. */
final class DraftReader {

  private static final Pattern PROVIDER_ID = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  private final Problems problems;
  private final MatchReader matches;
  private final OfferReader offers;
  private final List<DraftProvider> providers = new ArrayList<>();
  private final List<Reference> aliases = new ArrayList<>();
  private final List<Reference> hosts = new ArrayList<>();
  private @Nullable String source;

  private DraftReader(Problems problems) {
    this.problems = problems;
    this.matches = new MatchReader(problems);
    this.offers = new OfferReader(problems);
  }

  static Draft read(String text, Problems problems) {
    DraftReader reader = new DraftReader(problems);
    EntryReader.read(text, problems).forEach(reader::root);
    return new Draft(reader.source, reader.providers, reader.aliases, reader.hosts);
  }

  private void root(Entry entry) {
    switch (entry.word()) {
      case "source" -> source = entry.rest().replace(' ', '-');
      case "alias" -> alias(entry);
      case "host" -> host(entry);
      case "provider" -> provider(entry);
      default -> unknown(entry, "alias, host, provider");
    }
  }

  private void alias(Entry entry) {
    addReference(entry, aliases, "alias NAME PROVIDER, as in: alias our-gateway openai");
  }

  private void host(Entry entry) {
    int before = hosts.size();
    addReference(entry, hosts, "host NAME PROVIDER, as in: host 127.0.0.1:8089 openai");
    if (hosts.size() > before && !HostPattern.isValid(hosts.get(before).name())) {
      String name = hosts.remove(before).name();
      problems.add(entry, name, "not a host: give host or host:port, without scheme and path");
    }
  }

  private void addReference(Entry entry, List<Reference> references, String form) {
    List<String> words = entry.words();
    if (words.size() == 2 && entry.children().isEmpty()) {
      String name = words.get(0).toLowerCase(Locale.ROOT);
      references.add(new Reference(entry, name, words.get(1)));
    } else {
      problems.add(entry, "write: " + form);
    }
  }

  private void provider(Entry entry) {
    String id = entry.rest();
    if (!PROVIDER_ID.matcher(id).matches()) {
      problems.add(entry, id, "provider is followed by an id of a-z, 0-9, dot, dash, underscore");
    }
    if (providers.stream().anyMatch(provider -> provider.id().equals(id))) {
      problems.add(entry, id, "provider " + id + " is there twice: put its models together");
    }
    Pattern url = null;
    Match named = null;
    Match serves = null;
    List<String> fallbacks = null;
    List<DraftModel> models = new ArrayList<>();
    for (Entry child : entry.children()) {
      switch (child.word()) {
        case "url" -> url = matches.pattern(child);
        case "named" -> named = matches.any(child.children());
        case "serves" -> serves = matches.any(child.children());
        case "fallback" -> fallbacks = child.words();
        case "model" -> addModel(child, models);
        default -> unknown(child, "url, named, serves, fallback, model");
      }
    }
    providers.add(new DraftProvider(entry, id, url, named, serves, fallbacks, models));
  }

  private void addModel(Entry entry, List<DraftModel> models) {
    if (models.stream().anyMatch(model -> model.id().equals(entry.rest()))) {
      problems.add(entry, entry.rest(), "model " + entry.rest() + " is there twice");
    }
    models.add(model(entry));
  }

  private DraftModel model(Entry entry) {
    List<Entry> clauses = new ArrayList<>();
    List<Offer> prices = new ArrayList<>();
    long context = 0;
    long minimumSeconds = 0;
    for (Entry child : entry.children()) {
      switch (child.word()) {
        case "price" -> prices.add(offers.read(child));
        case "context" -> context = count(child);
        case "minimum_seconds" -> minimumSeconds = count(child);
        default -> clause(child, clauses);
      }
    }
    checkModel(entry, prices);
    Match match = matches.any(clauses);
    return new DraftModel(entry, entry.rest(), match, context, minimumSeconds * 1_000, prices);
  }

  private void checkModel(Entry entry, List<Offer> prices) {
    if (entry.rest().isEmpty()) {
      problems.add(entry, "model is followed by its name");
    }
    if (prices.isEmpty()) {
      problems.add(entry, "a model has a price line: add one, or price free, or price unknown");
    } else if (!(prices.get(0).condition() instanceof Condition.Always)) {
      problems.add(
          entry, "the first price line of a model has no from and no daily: add one before it");
    }
  }

  private void clause(Entry child, List<Entry> clauses) {
    if (MatchReader.WORDS.contains(child.word())) {
      clauses.add(child);
    } else {
      unknown(child, "price, context, minimum_seconds, " + String.join(", ", MatchReader.WORDS));
    }
  }

  private long count(Entry entry) {
    if (entry.rest().matches("[1-9]\\d{0,11}")) {
      return Long.parseLong(entry.rest());
    }
    problems.add(entry, entry.rest(), entry.word() + " is followed by a whole number above zero");
    return 0;
  }

  private void unknown(Entry entry, String expected) {
    problems.add(entry, "unknown word " + entry.word() + ": expected one of " + expected);
  }
}
