/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.Draft.DraftModel;
import dev.aiops.pricing.Draft.DraftProvider;
import dev.aiops.pricing.Draft.Reference;
import dev.aiops.pricing.PriceBook.HostRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Lays what a price file says over other prices: what it says is tried first. */
final class Overlay {

  private Overlay() {}

  static PriceBook over(PriceBook base, Draft draft, Problems problems) {
    List<Provider> providers = new ArrayList<>();
    Map<String, DraftProvider> drafts = new HashMap<>();
    for (DraftProvider provider : draft.providers()) {
      drafts.put(provider.id(), provider);
      if (base.provider(provider.id()).isEmpty()) {
        providers.add(added(provider));
      }
    }
    for (Provider provider : base.providers()) {
      DraftProvider changes = drafts.get(provider.id());
      providers.add(changes == null ? provider : changed(provider, changes));
    }
    String source = Objects.requireNonNullElse(draft.source(), base.source());
    Map<String, String> aliases = new HashMap<>(base.aliases());
    draft.aliases().forEach(alias -> aliases.put(alias.name(), alias.provider()));
    PriceBook book = new PriceBook(source, providers, aliases, base.hosts());
    checkReferences(draft, book, problems);
    return book.withHosts(hosts(draft, book));
  }

  private static List<HostRule> hosts(Draft draft, PriceBook book) {
    List<HostRule> hosts = new ArrayList<>();
    for (Reference host : draft.hosts()) {
      book.named(host.provider())
          .ifPresent(to -> hosts.add(new HostRule(HostPattern.of(host.name()), to.id())));
    }
    return hosts;
  }

  private static Provider added(DraftProvider draft) {
    List<PricedModel> models = new ArrayList<>();
    for (DraftModel model : draft.models()) {
      models.add(withOwnRule(model));
    }
    List<String> fallbacks = Objects.requireNonNullElse(draft.fallbacks(), List.of());
    return new Provider(
        draft.id(), draft.url(), draft.named(), draft.serves(), fallbacks, models, models);
  }

  private static Provider changed(Provider base, DraftProvider draft) {
    return new Provider(
        base.id(),
        draft.url() == null ? base.url() : draft.url(),
        draft.named() == null ? base.named() : draft.named(),
        draft.serves() == null ? base.serves() : draft.serves(),
        draft.fallbacks() == null ? base.fallbacks() : draft.fallbacks(),
        models(base, draft),
        base.listed());
  }

  /** A model without a rule of its own takes the place and the rule of the base's of that id. */
  private static List<PricedModel> models(Provider base, DraftProvider draft) {
    Map<String, DraftModel> replacing = new HashMap<>();
    List<PricedModel> models = new ArrayList<>();
    for (DraftModel model : draft.models()) {
      boolean replaces = base.models().stream().anyMatch(old -> old.id().equals(model.id()));
      if (model.match() == null && replaces) {
        replacing.put(model.id(), model);
      } else {
        models.add(withOwnRule(model));
      }
    }
    for (PricedModel old : base.models()) {
      DraftModel replacement = replacing.get(old.id());
      models.add(replacement == null ? old : replacement.with(old.match()));
    }
    return models;
  }

  private static PricedModel withOwnRule(DraftModel model) {
    Match match = model.match();
    return model.with(
        match == null ? new Match.Equals(model.id().toLowerCase(Locale.ROOT)) : match);
  }

  private static void checkReferences(Draft draft, PriceBook book, Problems problems) {
    for (Reference alias : draft.aliases()) {
      check(alias.entry(), alias.provider(), book, problems);
    }
    for (Reference host : draft.hosts()) {
      check(host.entry(), host.provider(), book, problems);
    }
    for (DraftProvider provider : draft.providers()) {
      for (String id : Objects.requireNonNullElse(provider.fallbacks(), List.<String>of())) {
        check(provider.entry(), id, book, problems);
      }
    }
  }

  private static void check(Entry entry, String name, PriceBook book, Problems problems) {
    if (book.named(name).isEmpty()) {
      problems.add(entry, name, "no provider is called " + name + "; known: " + book.ids());
    }
  }
}
