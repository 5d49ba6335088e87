/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Event;
import dev.aiops.grafana.seed.Rows;
import dev.aiops.grafana.seed.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The panel <i>Newest failed runs</i> where more have failed than it shows, so that it passes over
 * the hours before the newest twenty that ended with an error.
 */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewestFailedRunsTest {

  private static final Span.Who DESK = new Span.Who("shop", "prod", "support", "desk", "1");
  private static final Span.Who NOBODYS = new Span.Who("shop", "prod", "", "desk", "1");
  private static final Span.Who CLERK = new Span.Who("shop", "prod", "finance", "desk", "1");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Look look = Look.at(now, Duration.ofDays(1));
  private final TestDatabase database;

  NewestFailedRunsTest(TestDatabase database) {
    this.database = database;
  }

  /** Every twenty minutes one fails, from five minutes ago on. */
  @BeforeAll
  void seed() {
    Rows.events(
        database,
        Stream.of(
                IntStream.range(0, 40).boxed().flatMap(i -> failed(DESK, "f" + i, 5 + 20 * i)),
                IntStream.range(0, 25).boxed().flatMap(i -> failed(NOBODYS, "clerks" + i, 700 + i)),
                failed(NOBODYS, "nobodys", 1300),
                failed(DESK, "mended", 7),
                Stream.of(ended(DESK, "mended", 6, "ok")),
                Stream.of(started(DESK, "long", 1200), ended(DESK, "long", 1, "error")))
            .flatMap(events -> events)
            .toList());
    Rows.earlier(
        database,
        "run_events",
        61,
        () -> Rows.events(database, List.of(started(DESK, "lost", 50))));
    Rows.spans(
        database,
        Stream.concat(
                Stream.of(root(DESK, "spans", 30).failed("500")),
                IntStream.range(0, 25).mapToObj(i -> root(CLERK, "clerks" + i, 700 + i)))
            .toList());
  }

  private Stream<Event> failed(Span.Who who, String run, int minutesAgo) {
    return Stream.of(started(who, run, minutesAgo), ended(who, run, minutesAgo, "error"));
  }

  private Event started(Span.Who who, String run, int minutesAgo) {
    return Event.of(who, run, ago(minutesAgo), "started", "running", "");
  }

  private Event ended(Span.Who who, String run, int minutesAgo, String status) {
    return Event.of(who, run, ago(minutesAgo).plusSeconds(20), "ended", status, "");
  }

  private Span root(Span.Who who, String run, int minutesAgo) {
    return Span.of(who, run, "root-" + run, ago(minutesAgo), Duration.ofSeconds(9))
        .with("aiops.run.root", "true");
  }

  private Instant ago(int minutes) {
    return now.minus(Duration.ofMinutes(minutes));
  }

  @Test
  void moreThanShown_areTheNewestOfEventsSpansAndTheLost() {
    assertThat(runs(look))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of("f0", "f1", "spans", "f2", "lost"),
                    IntStream.range(3, 18).mapToObj(i -> "f" + i))
                .toList());
  }

  /** Were events believed, the twenty newest would be all the clerk's, and pass over nobody's. */
  @Test
  void noTeamChosen_runsWhoseSpansNameATeam_doNotBound() {
    assertThat(runs(look.with("team", "", "none"))).containsExactly("nobodys");
  }

  private List<String> runs(Look at) {
    return new Shown(database.read(), at)
        .ask("aiops-control-room", "Newest failed runs")
        .column("RunId");
  }
}
