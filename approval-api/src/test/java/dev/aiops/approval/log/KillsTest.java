/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.log.Hammer.Outcomes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances append without rest while their server is killed and started again. */
class KillsTest {

  private static final long SEED = 20261124;

  @TempDir Path directory;

  @Test
  void tenKills_noAcknowledgedAppendIsLostOrDouble() throws Exception {
    survives(10);
  }

  @Tag("long")
  @Test
  void twoHundredKills_noAcknowledgedAppendIsLostOrDouble() throws Exception {
    survives(200);
  }

  private void survives(int kills) throws Exception {
    Random random = new Random(SEED);
    try (KillableServer server = new KillableServer(directory);
        Hammer hammer = new Hammer(List.of(server.control(), server.control()))) {
      for (int kill = 0; kill < kills; kill++) {
        hammer.awaitMore(12, Duration.ofSeconds(60));
        // not a wait for anything: the moment of the kill is what is at random
        TimeUnit.MICROSECONDS.sleep(random.nextInt(100_000));
        server.kill();
        server.startAgain();
      }
      hammer.awaitMore(12, Duration.ofSeconds(60));
      Outcomes outcomes = hammer.stop();
      report(kills, outcomes, check(server, outcomes));
    }
  }

  /** Returns the log. */
  private static List<Committed> check(KillableServer server, Outcomes outcomes) {
    ControlLog log = new ClickHouseControlLog(server.control());
    assertThat(new Verifier(log).verify(seq -> {})).isInstanceOf(Verdict.Whole.class);
    List<Committed> rows = log.read(0, 1_000_000).rows();
    List<String> pairs = pairs(rows);
    Set<String> once = new HashSet<>(pairs);
    assertThat(once).as("no command twice").hasSize(pairs.size());
    assertThat(once).as("each acknowledged").containsAll(outcomes.acknowledged());
    Set<String> known = new HashSet<>(outcomes.acknowledged());
    known.addAll(outcomes.unknown());
    assertThat(known).as("none that was said not to be there").containsAll(once);
    outcomes.writers().forEach(who -> assertThat(pairs).anyMatch(name -> name.startsWith(who)));
    return rows;
  }

  /** Each command writes two rows; they stand side by side. */
  private static List<String> pairs(List<Committed> rows) {
    assertThat(rows.size()).isEven();
    for (int i = 0; i < rows.size(); i += 2) {
      assertThat(rows.get(i).entry()).isEqualTo(rows.get(i + 1).entry());
    }
    return rows.stream()
        .filter(row -> row.seq() % 2 == 0)
        .map(row -> row.entry().entity())
        .collect(Collectors.toList());
  }

  private static void report(int kills, Outcomes outcomes, List<Committed> rows) {
    System.out.printf(
        "%d kills: %d commands acknowledged, %d unknown, %d rows in the log%n",
        kills, outcomes.acknowledged().size(), outcomes.unknown().size(), rows.size());
  }
}
