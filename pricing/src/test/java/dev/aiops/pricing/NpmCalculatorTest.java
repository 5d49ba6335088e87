/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.pricing.Cost.Component;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Our costs against those of the calculator that comes with the prices, over all its models. */
class NpmCalculatorTest {

  private static final int CASES_PER_MODEL = 6;
  private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);
  private static final long[] INSTANTS = instants();

  private final PriceCatalogue catalogue = PriceCatalogue.bundled();
  private final SplittableRandom random = new SplittableRandom(20261124);
  private final UsageCases usages = new UsageCases(random);

  /** A call of a model that is or is not the first that the name matches. */
  private record Case(Provider provider, PricedModel model, String name, Instant at, Usage usage) {}

  @Test
  void cost_ofEveryModel_isWithinOneNanoPerComponent() throws Exception {
    List<Case> cases = new ArrayList<>();
    forEachModel(
        (provider, model) -> {
          for (int i = 0; i < CASES_PER_MODEL; i++) {
            PriceList prices = model.offers().get(random.nextInt(model.offers().size())).prices();
            Usage usage = UsageCases.usage(usages.consistent(units(prices)));
            cases.add(new Case(provider, model, aName(model), anInstant(), usage));
          }
        });
    List<String> answers = NpmCalculator.answer(cases.stream().map(this::question).toList());

    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < cases.size(); i++) {
      counts.merge(compare(cases.get(i), answers.get(i)), 1, Integer::sum);
    }
    System.out.println("costs compared with the npm calculator: " + counts);
    assertThat(counts.get("priced")).isGreaterThan(5_000);
    assertThat(counts).doesNotContainKeys("estimated", "UNKNOWN_MODEL", "UNKNOWN_PROVIDER");
  }

  @Test
  void cost_ofEveryUnit_isWithinOneNanoPerComponent() throws Exception {
    List<Case> cases = new ArrayList<>();
    forEachModel(
        (provider, model) -> {
          Usage usage = UsageCases.usage(usages.consistent(List.of(UsageUnit.values())));
          cases.add(new Case(provider, model, aName(model), anInstant(), usage));
        });
    List<String> answers = NpmCalculator.answer(cases.stream().map(this::question).toList());

    for (int i = 0; i < cases.size(); i++) {
      compare(cases.get(i), answers.get(i));
    }
  }

  @Test
  void cost_whereTheCalculatorRefuses_isNeverPriced() throws Exception {
    List<Case> cases = new ArrayList<>();
    forEachModel(
        (provider, model) -> {
          Usage usage = UsageCases.usage(usages.wild());
          cases.add(new Case(provider, model, aName(model), anInstant(), usage));
        });
    List<String> answers = NpmCalculator.answer(cases.stream().map(this::question).toList());

    int refused = 0;
    for (int i = 0; i < cases.size(); i++) {
      if (answers.get(i).startsWith("error")) {
        refused++;
        Cost cost = cost(cases.get(i));
        assertThat(cost)
            .as("%s -> %s", question(cases.get(i)), answers.get(i))
            .satisfies(this::isFreeOrDoubtful);
      } else if (cost(cases.get(i)) instanceof Cost.Estimated estimated) {
        BigDecimal theirs = new BigDecimal(answers.get(i).split("\t", -1)[1]).multiply(NANO);
        assertThat(BigDecimal.valueOf(estimated.nanoUsd()))
            .as("%s -> %s", question(cases.get(i)), answers.get(i))
            .isGreaterThanOrEqualTo(theirs.setScale(0, RoundingMode.FLOOR));
      } else {
        compare(cases.get(i), answers.get(i));
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void find_everyNameAtEveryProvider_isTheCalculatorsModel() throws Exception {
    Set<String> names = new TreeSet<>();
    forEachModel((provider, model) -> names.add(aName(model)));
    forEachModel((provider, model) -> names.add(model.id()));
    List<Provider> providers = new ArrayList<>();
    List<String> models = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    for (Provider provider : catalogue.book().providers()) {
      for (String name : names) {
        providers.add(provider);
        models.add(name);
        questions.add("find\t" + provider.id() + "\t" + name);
      }
    }
    List<String> answers = NpmCalculator.answer(questions);

    for (int i = 0; i < questions.size(); i++) {
      PricedModel found =
          catalogue.book().find(providers.get(i), models.get(i).toLowerCase(Locale.ROOT).strip());
      boolean isOurRule =
          answers.get(i).equals("none")
              && questions.get(i).toLowerCase(Locale.ROOT).contains("models/");
      String ours = found == null || isOurRule ? "none" : found.id();
      assertThat(ours).as(questions.get(i)).isEqualTo(answers.get(i));
    }
  }

  private void isFreeOrDoubtful(Cost cost) {
    boolean isFree = cost instanceof Cost.Known known && known.components().isEmpty();
    assertThat(cost instanceof Cost.Priced && !isFree).isFalse();
  }

  private String compare(Case one, String answer) {
    Cost cost = cost(one);
    String question = question(one);
    String[] fields = answer.split("\t", -1);
    if (cost instanceof Cost.Unpriced unpriced) {
      assertThat(unpriced.reason())
          .as("%s -> %s", question, answer)
          .isIn(Cost.Reason.NO_PRICE, Cost.Reason.NO_USAGE, Cost.Reason.UNPRICED_USAGE);
      return unpriced.reason().name();
    }
    Cost.Known known = (Cost.Known) cost;
    assertThat(fields[0]).as("%s -> %s", question, answer).isEqualTo(known.price().model());
    Map<String, Long> ours = new HashMap<>();
    for (Component component : known.components()) {
      ours.put(component.unit().priceKey(), component.nanoUsd());
    }
    for (int i = 2; i < fields.length; i++) {
      String[] part = fields[i].split("=", -1);
      BigDecimal theirs = new BigDecimal(part[1]).multiply(NANO);
      BigDecimal nano = BigDecimal.valueOf(ours.getOrDefault(part[0], 0L));
      assertThat(nano)
          .as("%s -> %s", question, fields[i])
          .isCloseTo(theirs, within(BigDecimal.ONE));
    }
    BigDecimal components = BigDecimal.valueOf(Math.max(1, fields.length - 2));
    assertThat(BigDecimal.valueOf(known.nanoUsd()))
        .as("%s -> %s", question, answer)
        .isCloseTo(new BigDecimal(fields[1]).multiply(NANO), within(components));
    return cost.status();
  }

  private Cost cost(Case one) {
    return catalogue.cost(
        new ModelUse(one.provider().id(), null, one.name(), one.at(), one.usage()));
  }

  private String question(Case one) {
    StringBuilder question = new StringBuilder("price\t");
    question.append(one.provider().id()).append('\t').append(one.name()).append('\t');
    question.append(one.at().toEpochMilli());
    for (UsageUnit unit : UsageUnit.values()) {
      if (one.usage().reports(unit)) {
        BigDecimal amount = BigDecimal.valueOf(one.usage().amount(unit));
        boolean isMillis = unit.name().endsWith("_MILLIS");
        question.append('\t').append(unit.key()).append('=');
        question.append(isMillis ? amount.movePointLeft(3) : amount);
      }
    }
    return question.toString();
  }

  private static List<UsageUnit> units(PriceList prices) {
    EnumSet<UsageUnit> units = EnumSet.noneOf(UsageUnit.class);
    for (int i = 0; i < prices.size(); i++) {
      units.add(prices.price(i).unit());
    }
    return units.isEmpty() ? List.of(UsageUnit.INPUT_TOKENS) : List.copyOf(units);
  }

  /** A name that the model's own rule matches, though an earlier model may match it first. */
  private String aName(PricedModel model) {
    String name = NameOf.matching(model.match());
    String cased = random.nextInt(4) == 0 ? name.toUpperCase(Locale.ROOT) : name;
    return random.nextInt(8) == 0 ? " " + cased + " " : cased;
  }

  private Instant anInstant() {
    return Instant.ofEpochMilli(INSTANTS[random.nextInt(INSTANTS.length)]);
  }

  private static long[] instants() {
    SplittableRandom random = new SplittableRandom(7);
    List<Long> instants = new ArrayList<>();
    for (String day :
        List.of("2025-06-10", "2026-07-30", "2026-08-17", "2026-09-22", "2027-01-01")) {
      for (String time : List.of("00:00", "00:30", "01:00", "04:00", "06:00", "10:00", "16:30")) {
        long at = Instant.parse(day + "T" + time + ":00Z").toEpochMilli();
        instants.addAll(List.of(at - 1, at, at + 1));
      }
    }
    for (int i = 0; i < 400; i++) {
      instants.add(random.nextLong(1_704_067_200_000L, 1_830_297_600_000L));
    }
    return instants.stream().mapToLong(Long::longValue).toArray();
  }

  private void forEachModel(BiConsumer<Provider, PricedModel> action) {
    for (Provider provider : catalogue.book().providers()) {
      provider.models().forEach(model -> action.accept(provider, model));
    }
  }
}
