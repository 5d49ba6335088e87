/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Exact;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.seed.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What dashboard <i>Models</i> shows. */
class ModelsTest extends BoardTest {

  ModelsTest(TestDatabase database) {
    super(database);
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    List<Span> sent = seen.sent();
    return Map.of(
        "Side by side",
        sideBySide(sent),
        "Median duration",
        perModel(seen, answered(sent), quantile(0.5, Span::millis)),
        "95 % are shorter than",
        perModel(seen, answered(sent), quantile(0.95, Span::millis)),
        "Time to first chunk",
        perModel(seen, streamed(sent), quantile(0.95, ModelsTest::seconds)),
        "Output tokens per second",
        perModel(seen, saidTokens(answered(sent)), quantile(0.5, ModelsTest::perSecond)),
        "Error share",
        perModel(seen, sent, calls -> Exact.share(errors(calls), calls.size())),
        "Calls",
        perModel(seen, sent, List::size),
        "Where another model stood in",
        stoodIn(sent));
  }

  private static List<Span> which(List<Span> calls, Predicate<Span> which) {
    return calls.stream().filter(which).toList();
  }

  private static List<Span> answered(List<Span> calls) {
    return which(calls, call -> call.outcome().equals("ok"));
  }

  private static List<Span> streamed(List<Span> calls) {
    return which(calls, call -> !firstChunk(call).isEmpty());
  }

  private static List<Span> saidTokens(List<Span> calls) {
    return which(calls, call -> call.number("gen_ai.usage.output_tokens").orElse(0L) > 0);
  }

  private static Golden perModel(Seen seen, List<Span> calls, Function<List<Span>, Object> figure) {
    return seen.series(calls, Span::start, Span::model, figure);
  }

  private static Function<List<Span>, Object> quantile(double level, Function<Span, Double> value) {
    return calls -> Exact.quantile(level, calls, value);
  }

  private static String firstChunk(Span call) {
    return call.get("gen_ai.response.time_to_first_chunk");
  }

  private static double seconds(Span call) {
    return Double.parseDouble(firstChunk(call));
  }

  private static double perSecond(Span call) {
    return call.number("gen_ai.usage.output_tokens").orElseThrow() * 1000 / call.millis();
  }

  private static long errors(List<Span> calls) {
    return Exact.count(calls, c -> List.of("error", "cut").contains(c.outcome()));
  }

  private static Golden sideBySide(List<Span> sent) {
    return Table.grouped(sent, c -> List.of(c.provider(), c.model()), ModelsTest::figures)
        .by(-3, 1, 2)
        .golden();
  }

  private static List<Object> figures(List<Span> calls) {
    List<Span> answered = answered(calls);
    List<Span> priced = which(calls, c -> c.usd().isPresent());
    return List.of(
        calls.size(),
        runs(calls),
        Exact.share(errors(calls), calls.size()),
        Exact.quantile(0.5, answered, Span::millis),
        Exact.quantile(0.95, answered, Span::millis),
        Exact.quantile(0.99, answered, Span::millis),
        Exact.quantile(0.95, streamed(calls), ModelsTest::seconds),
        Exact.quantile(0.5, saidTokens(answered), ModelsTest::perSecond),
        per1000(priced, runs(priced)),
        per1000(priced, priced.size()),
        Exact.count(calls, c -> c.get("aiops.cost.status").equals("unpriced")));
  }

  private static long runs(List<Span> calls) {
    return calls.stream().map(Span::run).distinct().count();
  }

  private static Optional<Object> per1000(List<Span> priced, long many) {
    Optional<BigDecimal> usd = Exact.money(priced.stream().map(Span::usd));
    return usd.flatMap(all -> Exact.of(1000 * all.doubleValue(), many));
  }

  private static Golden stoodIn(List<Span> sent) {
    return Table.grouped(
            which(sent, c -> !c.get("aiops.fallback.from.span_id").isEmpty()),
            c ->
                List.of(
                    c.get("aiops.fallback.from.model"),
                    c.get("aiops.fallback.from.provider"),
                    c.get("aiops.fallback.from.error"),
                    c.model(),
                    c.provider()),
            calls ->
                List.of(
                    calls.size(),
                    answered(calls).size(),
                    Exact.money(calls.stream().map(Span::usd))))
        .by(-6, 1, 4, 2, 5, 3)
        .golden();
  }

  @Test
  void model_chosen_isTheOnlyOne() {
    Seen seen = chosen();
    List<Span> sent = which(seen.sent(), c -> c.model().startsWith("gpt-5"));
    Shown shown = new Shown(database.read(), seen.look().with("model", "gpt-5.1", "gpt-5-mini"));
    sideBySide(sent).hold("Side by side", shown.ask("aiops-models", "Side by side"));
  }
}
