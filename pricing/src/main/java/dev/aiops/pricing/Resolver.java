/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.Cost.AppliedPrice;
import dev.aiops.pricing.Cost.Reason;
import dev.aiops.pricing.Cost.Unpriced;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the model that a call is priced by, once for each distinct question. */
final class Resolver {

  /** Enough for every model of a large application; an app that makes up names stays small. */
  static final int MAX_REMEMBERED = 4_096;

  /** Longer names are nobody's. */
  static final int MAX_NAME = 512;

  private static final String LITELLM = "litellm";

  /** A model, or why there is none. */
  sealed interface Resolution {}

  /**
   * A model.
   *
   * @param doubt what was assumed; empty if nothing was
   */
  record Hit(PricedModel model, AppliedPrice price, String doubt) implements Resolution {}

  /** No model. */
  record Miss(Unpriced cost) implements Resolution {}

  /** Who is asked for which model. */
  record Question(@Nullable String provider, @Nullable String endpoint, String model) {}

  private final PriceBook book;
  private final String version;
  private final Map<Question, Resolution> answers = new ConcurrentHashMap<>();

  Resolver(PriceBook book, String version) {
    this.book = book;
    this.version = version;
  }

  Resolution resolve(ModelUse use) {
    return resolve(new Question(use.provider(), use.endpoint(), use.model()));
  }

  Resolution resolve(Question question) {
    Resolution known = answers.get(question);
    if (known != null) {
      return known;
    }
    Resolution found = find(question);
    if (answers.size() >= MAX_REMEMBERED) {
      answers.clear();
    }
    answers.put(question, found);
    return found;
  }

  private Resolution find(Question question) {
    String model = normal(question.model());
    if (model.isEmpty() || model.length() > MAX_NAME) {
      return miss(Reason.UNKNOWN_MODEL, "the model has no name, or one that is too long");
    }
    String endpoint = normal(question.endpoint());
    if (!endpoint.isEmpty()) {
      return findAt(Endpoint.parse(endpoint), model);
    }
    String provider = normal(question.provider());
    if (!provider.isEmpty()) {
      return findNamed(provider, model);
    }
    return book.serving(model)
        .map(owner -> findAt(owner, model, "the provider is told from the model's name"))
        .orElseGet(() -> miss(Reason.UNKNOWN_PROVIDER, "neither provider nor endpoint is known"));
  }

  private Resolution findAt(Endpoint endpoint, String model) {
    Optional<Provider> provider = book.at(endpoint);
    if (provider.isPresent()) {
      return findAt(provider.get(), model, "");
    }
    return miss(
        Reason.UNKNOWN_HOST,
        endpoint.authority()
            + " is no host of a provider in the catalogue; say whose prices hold there by a line in"
            + " aiops.prices.file: host "
            + endpoint.authority()
            + " PROVIDER");
  }

  private Resolution findNamed(String name, String model) {
    int slash = model.indexOf('/');
    if (name.equals(LITELLM) && slash > 0 && book.named(model.substring(0, slash)).isPresent()) {
      return findNamed(model.substring(0, slash), model.substring(slash + 1));
    }
    Optional<Provider> provider = book.named(name);
    if (provider.isPresent()) {
      return findAt(provider.get(), model, "");
    }
    return miss(
        Reason.UNKNOWN_PROVIDER,
        "no provider is called "
            + name
            + "; add a line to aiops.prices.file: alias "
            + name
            + " PROVIDER");
  }

  private Resolution findAt(Provider provider, String model, String doubt) {
    PricedModel found = book.find(provider, model);
    if (found == null) {
      return miss(
          Reason.UNKNOWN_MODEL,
          provider.id()
              + " has no model "
              + model
              + " in the catalogue: add it to aiops.prices.file");
    }
    return new Hit(found, new AppliedPrice(provider.id(), found.id(), version), doubt);
  }

  private static Resolution miss(Reason reason, String detail) {
    return new Miss(new Unpriced(reason, detail));
  }

  private static String normal(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT).strip();
  }
}
