/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static dev.aiops.approval.log.Entries.NOON;
import static dev.aiops.approval.log.Entries.draft;
import static dev.aiops.approval.log.Entries.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pcollections.PMap;

class SequencerTest {

  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(10);

  private final MemoryControlLog memory = new MemoryControlLog();
  private final FaultyLog log = new FaultyLog(memory);
  private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
  private final List<Sequencer<?>> started = new ArrayList<>();

  @AfterEach
  void close() {
    log.held.countDown();
    started.forEach(Sequencer::close);
  }

  @Test
  void send_reply_comesWhenItIsInTheLog() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    assertThat(get(sequencer.send(Names.write("a")))).isEqualTo(NOON);
    assertThat(memory.read(0, 10).rows())
        .extracting(row -> row.entry().entity())
        .containsExactly("a");
    assertThat(sequencer.state()).containsEntry("a", 1);
    assertThat(sequencer.head()).isEqualTo(Head.at(memory.read(0, 1).rows().get(0)));
  }

  @Test
  void send_whileAnotherIsAppended_isOneGroupAndSeesTheEarlier() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    CompletableFuture<Instant> first = hold(sequencer, "first");
    List<CompletableFuture<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      claims.add(sequencer.send(Names.claim("one")));
    }
    CompletableFuture<Integer> count = sequencer.send(Names.count());
    assertThat(first).isNotDone();
    log.held.countDown();

    List<Boolean> won = new ArrayList<>();
    for (CompletableFuture<Boolean> claim : claims) {
      won.add(get(claim));
    }
    assertThat(won).containsExactly(true, false, false, false, false);
    assertThat(get(count)).isEqualTo(2);
    assertThat(log.appends).hasValue(2);
  }

  @Test
  void send_anotherInstanceWasFirst_decidesAgain() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    memory.append(draft(Head.START, "other", plain("taken")));
    assertThat(get(sequencer.send(Names.claim("taken")))).isFalse();
    memory.append(draft(sequencer.head(), "other", plain("x")));
    assertThat(get(sequencer.send(Names.claim("free")))).isTrue();
    assertThat(memory.read(0, 10).rows()).hasSize(3);
  }

  @Test
  void send_appendsNothing_isAnsweredFromTheLogsEnd() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    memory.append(draft(Head.START, "other", plain("x"), plain("y")));
    assertThat(sequencer.state()).isEmpty();
    assertThat(get(sequencer.send(Names.count()))).isEqualTo(2);
    assertThat(log.appends).hasValue(0);
  }

  @Test
  void state_withoutCommands_catchesUp() {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, SOON));
    memory.append(draft(Head.START, "other", plain("x")));
    await(() -> sequencer.state().containsKey("x"));
  }

  @Test
  void send_commandThrows_onlyItFailsAndNothingOfItIsAppended() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    CompletableFuture<Instant> first = hold(sequencer, "first");
    CompletableFuture<String> refused =
        sequencer.send(
            (names, now) -> {
              throw new IllegalArgumentException("over the cap");
            });
    CompletableFuture<String> tooMuch =
        sequencer.send(
            (names, now) ->
                new Decision<>(Collections.nCopies(ControlLog.MOST_ROWS + 1, plain("x")), ""));
    CompletableFuture<Instant> last = sequencer.send(Names.write("last"));
    log.held.countDown();

    get(first);
    get(last);
    assertThatThrownBy(() -> get(refused)).hasRootCauseMessage("over the cap");
    assertThatThrownBy(() -> get(tooMuch)).hasMessageContaining("at most 10000 rows");
    assertThat(memory.read(0, 10).rows())
        .extracting(row -> row.entry().entity())
        .containsExactly("first", "last");
  }

  @Test
  void send_moreThanAGroupHolds_areSeveralGroups() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    CompletableFuture<Instant> first = hold(sequencer, "first");
    List<Entry> many = Collections.nCopies(ControlLog.MOST_ROWS - 1, plain("x"));
    List<CompletableFuture<Integer>> replies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      replies.add(sequencer.send((names, now) -> new Decision<>(many, names.size())));
    }
    log.held.countDown();
    get(first);
    for (CompletableFuture<Integer> reply : replies) {
      get(reply);
    }
    assertThat(log.appends).hasValue(4);
    assertThat(sequencer.head().seq()).isEqualTo(1 + 3L * (ControlLog.MOST_ROWS - 1));
  }

  @Test
  void send_tooManyWait_isBusy() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(2, NEVER));
    CompletableFuture<Instant> first = hold(sequencer, "first");
    CompletableFuture<Instant> second = sequencer.send(Names.write("second"));
    CompletableFuture<Instant> third = sequencer.send(Names.write("third"));
    assertThatThrownBy(() -> sequencer.send(Names.write("fourth")))
        .isInstanceOf(SequencerBusyException.class)
        .hasMessageContaining("2 commands wait");
    log.held.countDown();
    get(first);
    get(second);
    get(third);
  }

  @Test
  void send_replyLost_isFoundInTheLogAndCountsOnce() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    log.lostReplies.set(3);
    assertThat(get(sequencer.send(Names.claim("a")))).isTrue();
    assertThat(memory.read(0, 10).rows()).hasSize(1);
    assertThat(log.appends).hasValue(4);
  }

  @Test
  void send_logUnavailableForLong_failsAndSaysWhatIsKnown() throws Exception {
    SequencerSettings impatient = new SequencerSettings(10, 10, Duration.ZERO, SOON, NEVER);
    Sequencer<PMap<String, Integer>> sequencer = start(log, impatient);
    log.unreachable = true;
    CompletableFuture<Instant> notSent = sequencer.send(Names.write("a"));
    assertThat(unavailable(notSent).outcomeUnknown()).isFalse();
    log.unreachable = false;
    log.lostReplies.set(1_000_000);
    assertThat(unavailable(sequencer.send(Names.write("b"))).outcomeUnknown()).isTrue();
    log.lostReplies.set(0);
    assertThat(get(sequencer.send(Names.claim("b")))).as("it was there").isFalse();
    assertThat(sequencer.failure()).isEmpty();
  }

  @Test
  void send_logBackWithinPatience_isDone() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    log.unreachable = true;
    CompletableFuture<Instant> reply = sequencer.send(Names.write("a"));
    await(() -> log.appends.get() > 2);
    log.unreachable = false;
    get(reply);
    assertThat(memory.read(0, 10).rows()).hasSize(1);
  }

  @Test
  void forkedLog_haltsItAndEveryCommandSaysWhy() {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    memory.append(draft(Head.START, "other", plain("x")));
    memory.plant(draft(Head.START, "another", plain("y")).last());
    CompletableFuture<Integer> count = sequencer.send(Names.count());
    assertThatThrownBy(() -> get(count)).hasMessageContaining("different rows at seq 1");
    await(() -> sequencer.failure().isPresent());
    assertThat(sequencer.failure().orElseThrow()).isInstanceOf(ControlLogForkedException.class);
    assertThatThrownBy(() -> sequencer.send(Names.count()))
        .hasMessageContaining("has halted")
        .hasMessageContaining("different rows at seq 1");
  }

  @Test
  void changedRow_isNotFolded() {
    Committed row = draft(Head.START, "other", plain("x")).last();
    memory.plant(
        new Committed(row.seq(), row.at(), row.writer(), plain("y"), row.prevHash(), row.hash()));
    assertThatThrownBy(() -> start(log, settings(1_000, NEVER)))
        .isInstanceOf(ControlLogBrokenException.class)
        .hasMessageContaining("broken at seq 1: the row was changed");
  }

  @Test
  void start_rowOfANewerBuild_isRefused() {
    Entry newer = new Entry("unheard_of", "x", "", null, "system", "{}");
    memory.append(draft(Head.START, "other", newer));
    assertThatThrownBy(() -> start(log, settings(1_000, NEVER)))
        .hasMessageContaining("kind unheard_of is of a newer build");
  }

  @Test
  void rows_clockSetBack_areNeverEarlierThanTheRowBefore() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    assertThat(get(sequencer.send(Names.write("a")))).isEqualTo(NOON);
    clock.set(NOON.minusSeconds(3_600));
    assertThat(get(sequencer.send(Names.write("b")))).isEqualTo(NOON);
    clock.set(NOON.plusNanos(1_999_999));
    assertThat(get(sequencer.send(Names.write("c")))).isEqualTo(NOON.plusMillis(1));
    assertThat(memory.read(0, 10).rows())
        .extracting(Committed::at)
        .containsExactly(NOON, NOON, NOON.plusMillis(1));
  }

  @Test
  void close_answersThoseThatWaitAndRefusesLater() throws Exception {
    Sequencer<PMap<String, Integer>> sequencer = start(log, settings(1_000, NEVER));
    CompletableFuture<Instant> first = hold(sequencer, "first");
    CompletableFuture<Instant> second = sequencer.send(Names.write("second"));
    CompletableFuture<Void> closing = CompletableFuture.runAsync(sequencer::close);
    await(() -> refuses(sequencer));
    log.held.countDown();
    get(closing);
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(memory.read(0, 10).rows()).hasSize(2);
  }

  @Test
  void twoInstances_manyClaims_eachIsWonOnce() throws Exception {
    List<Sequencer<PMap<String, Integer>>> both =
        List.of(start(memory, settings(10_000, SOON)), start(memory, settings(10_000, SOON)));
    AtomicInteger won = new AtomicInteger();
    List<CompletableFuture<Void>> replies = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String name = "n" + i / 2;
      for (Sequencer<PMap<String, Integer>> one : both) {
        replies.add(one.send(Names.claim(name)).thenAccept(mine -> won.addAndGet(mine ? 1 : 0)));
      }
    }
    for (CompletableFuture<Void> reply : replies) {
      get(reply);
    }
    assertThat(won).hasValue(1_000);
    assertThat(memory.read(0, 10_000).rows()).hasSize(1_000);
    await(() -> both.get(0).state().equals(both.get(1).state()));
    assertThat(new Verifier(memory).verify(seq -> {})).isInstanceOf(Verdict.Whole.class);
  }

  private static boolean refuses(Sequencer<PMap<String, Integer>> sequencer) {
    try {
      return sequencer.send(Names.count()).isCancelled();
    } catch (SequencerClosedException e) {
      return true;
    }
  }

  /** Sends a command whose append is under way until the log is let go. */
  private CompletableFuture<Instant> hold(Sequencer<PMap<String, Integer>> sequencer, String name)
      throws InterruptedException {
    log.held = new CountDownLatch(1);
    CompletableFuture<Instant> reply = sequencer.send(Names.write(name));
    assertThat(log.holding.await(10, TimeUnit.SECONDS)).isTrue();
    return reply;
  }

  private Sequencer<PMap<String, Integer>> start(ControlLog on, SequencerSettings settings) {
    InstantSource time = clock::get;
    Sequencer<PMap<String, Integer>> sequencer =
        Sequencer.start(on, Names.NONE, Names::fold, settings, time);
    started.add(sequencer);
    return sequencer;
  }

  private static SequencerSettings settings(int mostWaiting, Duration catchUpEvery) {
    return new SequencerSettings(mostWaiting, 256, Duration.ofSeconds(20), SOON, catchUpEvery);
  }

  private static ControlLogUnavailableException unavailable(CompletableFuture<?> reply) {
    AtomicReference<ControlLogUnavailableException> why = new AtomicReference<>();
    assertThatThrownBy(() -> get(reply))
        .cause()
        .isInstanceOfSatisfying(ControlLogUnavailableException.class, why::set);
    return Objects.requireNonNull(why.get());
  }

  private static <R> R get(CompletableFuture<R> reply) throws Exception {
    return reply.get(20, TimeUnit.SECONDS);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(100_000);
    }
  }
}
