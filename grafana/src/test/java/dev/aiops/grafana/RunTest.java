/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Run;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Asked;
import dev.aiops.grafana.seed.Event;
import dev.aiops.grafana.seed.Message;
import dev.aiops.grafana.seed.Span;
import dev.aiops.grafana.seed.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/**
 * What dashboard <i>Run</i> shows: of a run of which everything is recorded, and of a usual one.
 */
class RunTest extends BoardTest {

  private static final Set<String> STATES =
      Set.of("started", "waiting_approval", "resumed", "ended");

  private final Told told = Told.until(now);

  RunTest(TestDatabase database) {
    super(database);
  }

  @BeforeAll
  @Override
  void seed() {
    super.seed();
    told.to(database);
  }

  @Override
  Look look() {
    return super.look().with("run", Told.RUN);
  }

  /** Another run. */
  @Override
  Seen chosen() {
    return new Seen(super.look().with("run", "run-5"), written, who -> true);
  }

  private Run run(Seen seen) {
    String id = seen.look().values().get("run").get(0);
    Run recorded = new Run(Told.RUN, told.spans(), told.events());
    return Stream.concat(Stream.of(recorded), seen.runs().stream())
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    Run run = run(seen);
    return Map.ofEntries(
        Map.entry("The run", header(run)),
        Map.entry("Cost", Golden.one(run.usd())),
        Map.entry("Calls without a price", Golden.one(run.unpriced())),
        Map.entry("Model calls", Golden.one(run.calls().size())),
        Map.entry("Tool calls", Golden.one(run.tools())),
        Map.entry("Retries and fallbacks", Golden.one(run.retries(), run.fallbacks())),
        Map.entry("Tokens", Golden.one(run.tokens("input"), run.tokens("output"))),
        Map.entry("States", states(run)),
        Map.entry("Trace", trace(run)),
        Map.entry("Steps", steps(run)),
        Map.entry("Attempts", attempts(run)),
        Map.entry("Approvals", approvals(run)),
        Map.entry("Input and output", text(run)),
        Map.entry("Messages", messages(run)));
  }

  private static Golden header(Run run) {
    return Golden.one(
        run.status(),
        run.started(),
        run.ended(),
        run.millis(),
        run.who().agent(),
        run.who().version(),
        run.who().service(),
        run.who().environment(),
        run.who().team(),
        run.get("user.id"),
        run.get("gen_ai.conversation.id"),
        run.models(),
        run.error(),
        run.message(),
        run.failedIn().map(Span::id).orElse(""),
        run.id(),
        "t-" + run.id());
  }

  private static Golden states(Run run) {
    List<Event> events = run.events().stream().filter(e -> STATES.contains(e.kind())).toList();
    return Table.of(events, e -> List.of(e.at(), state(e))).golden();
  }

  private static String state(Event event) {
    return switch (event.kind()) {
      case "ended" -> event.status();
      case "waiting_approval" -> "waiting_approval";
      default -> "running";
    };
  }

  private static List<Span> inOrder(Run run) {
    return run.spans().stream().sorted(comparing(Span::start).thenComparing(Span::id)).toList();
  }

  /** Tags are maps, of which the order means nothing. */
  private static Golden trace(Run run) {
    return (panel, answer) -> {
      Golden spans = Table.of(inOrder(run), RunTest::span).golden();
      spans.hold(panel, without(answer, Set.of("tags", "serviceTags")));
      for (int row = 0; row < answer.rows().size(); row++) {
        Span span = inOrder(run).get(row);
        assertThat(tags(answer, row, "tags")).as(panel).isEqualTo(span.said());
        assertThat(tags(answer, row, "serviceTags")).as(panel).isEqualTo(span.resource());
      }
    };
  }

  private static List<Object> span(Span span) {
    return List.of(
        span.trace(),
        span.id(),
        span.parent(),
        span.who().service(),
        span.name(),
        (double) span.start().toEpochMilli(),
        span.millis(),
        span.error().isEmpty() ? 0 : 2,
        span.message(),
        "");
  }

  private static Answer without(Answer answer, Set<String> columns) {
    List<Integer> kept =
        Stream.iterate(0, i -> i + 1)
            .limit(answer.names().size())
            .filter(i -> !columns.contains(answer.names().get(i)))
            .toList();
    return new Answer(
        kept.stream().map(answer.names()::get).toList(),
        kept.stream().map(answer.types()::get).toList(),
        answer.rows().stream().map(row -> kept.stream().map(row::get).toList()).toList());
  }

  private static Map<String, String> tags(Answer answer, int row, String column) {
    Map<String, String> tags = new HashMap<>();
    for (JsonNode tag : answer.rows().get(row).get(answer.names().indexOf(column))) {
      tags.put(tag.path("key").asText(), tag.path("value").asText());
    }
    return tags;
  }

  private static Golden steps(Run run) {
    List<Span> steps = inOrder(run).stream().filter(s -> !s.operation().isEmpty()).toList();
    return Table.of(steps, RunTest::step).golden();
  }

  private static String what(Span step) {
    return switch (step.operation()) {
      case "execute_tool" -> step.tool();
      case "chat" -> step.model();
      default -> step.who().agent();
    };
  }

  private static List<Object> step(Span step) {
    return List.of(
        step.start(),
        step.operation(),
        what(step),
        step.provider(),
        step.outcome(),
        step.number("aiops.call.attempts"),
        step.get("aiops.fallback.from.model"),
        step.error(),
        step.message(),
        step.number("gen_ai.usage.input_tokens"),
        step.number("gen_ai.usage.output_tokens"),
        step.usd(),
        step.get("aiops.cost.status"),
        step.millis(),
        step.get("aiops.approval.state"),
        step.get("aiops.budget.rule"),
        step.id());
  }

  private record Attempt(Span call, Map<String, String> said) {

    String get(String attribute) {
      return said.getOrDefault(attribute, "");
    }

    Optional<Long> millis(String what) {
      return Optional.of(get("aiops.attempt." + what + "_ms"))
          .filter(t -> !t.isEmpty())
          .map(Long::valueOf);
    }
  }

  private static Golden attempts(Run run) {
    List<Attempt> attempts =
        inOrder(run).stream()
            .flatMap(s -> s.events().stream().map(e -> new Attempt(s, e.attributes())))
            .toList();
    return Table.of(
            attempts,
            a ->
                List.of(
                    a.call().model(),
                    a.get("aiops.attempt.number"),
                    a.get("http.response.status_code"),
                    a.get("error.type"),
                    a.millis("wait"),
                    a.millis("duration"),
                    a.call().id()))
        .golden();
  }

  private Golden approvals(Run run) {
    List<Asked> asked = written.asked().stream().filter(a -> a.run().equals(run.id())).toList();
    return Table.of(
            asked,
            a ->
                List.of(
                    a.id(),
                    a.tool(),
                    a.arguments(),
                    a.rule(),
                    a.state(),
                    a.deciders(),
                    Duration.between(a.requested(), a.settled().orElseThrow()).toSeconds(),
                    a.requested()))
        .golden();
  }

  private static Golden text(Run run) {
    return Golden.rows(Stream.of(List.of("asked", run.input()), List.of("answered", run.output())));
  }

  private Golden messages(Run run) {
    List<Message> messages =
        told.messages().stream().filter(m -> m.span().run().equals(run.id())).toList();
    return Table.of(
            messages,
            m ->
                List.of(
                    m.span().start(),
                    m.part(),
                    m.content(),
                    m.redacted() ? 1 : 0,
                    m.truncated() ? 1 : 0,
                    m.span().id()))
        .golden();
  }
}
