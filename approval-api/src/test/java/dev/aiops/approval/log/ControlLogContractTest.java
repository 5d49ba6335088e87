/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static dev.aiops.approval.log.Entries.NOON;
import static dev.aiops.approval.log.Entries.draft;
import static dev.aiops.approval.log.Entries.plain;
import static dev.aiops.approval.log.Entries.rich;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.log.Appended.Accepted;
import dev.aiops.approval.log.Appended.Lost;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ControlLog} keeps. */
abstract class ControlLogContractTest {

  private static final int ALL = 100_000;

  private ControlLog log;

  /** An empty log, for one more writer of it each time it is asked. */
  abstract ControlLog writer();

  /** Empties the log. */
  abstract void clear();

  /** Puts a row at its place behind the log's back. */
  abstract void plant(Committed row);

  /** Takes a row away behind the log's back. */
  abstract void remove(long seq);

  @BeforeEach
  void empty() {
    clear();
    log = writer();
  }

  @Test
  void read_emptyLog_isEmpty() {
    assertThat(log.read(0, 10).rows()).isEmpty();
  }

  @Test
  void append_emptyLog_standsFromSeqOne() {
    List<Committed> rows = accepted(log, draft(Head.START, "w", plain("a"), rich("b")));
    assertThat(rows).extracting(Committed::seq).containsExactly(1L, 2L);
    assertThat(rows.get(0).prevHash()).isEmpty();
    assertThat(rows.get(1).prevHash()).isEqualTo(rows.get(0).hash());
  }

  @Test
  void read_afterAppends_equalsWhatWasAccepted() {
    List<Committed> accepted = new ArrayList<>(accepted(log, draft(Head.START, "w", rich("a"))));
    accepted.addAll(accepted(log, draft(head(log), "w", plain("b"), rich("c"), plain(""))));
    assertThat(log.read(0, 10).rows()).isEqualTo(accepted);
    assertThat(writer().read(0, 10).rows()).isEqualTo(accepted);
  }

  @Test
  void append_baseIsNotTheEnd_losesAndAddsNothing() {
    accepted(log, draft(Head.START, "w", plain("a")));
    assertThat(writer().append(draft(Head.START, "v", plain("b")))).isEqualTo(new Lost());
    assertThat(log.read(0, 10).rows()).extracting(row -> row.entry().entity()).containsExactly("a");
  }

  @Test
  void append_baseInTheMiddleOfAGroup_loses() {
    List<Committed> rows = accepted(log, draft(Head.START, "w", plain("a"), plain("b")));
    Draft middle = draft(Head.at(rows.get(0)), "v", plain("c"));
    assertThat(writer().append(middle)).isEqualTo(new Lost());
    assertThat(log.read(0, 10).rows()).isEqualTo(rows);
  }

  @Test
  void append_sameDraftAgain_isAcceptedOnce() {
    Draft draft = draft(Head.START, "w", plain("a"), plain("b"));
    accepted(log, draft);
    accepted(log, draft);
    assertThat(log.read(0, 10).rows()).hasSize(2);
  }

  @Test
  void append_sameEntriesByTwoWriters_onlyOneIsAccepted() {
    accepted(log, draft(Head.START, "w", plain("a")));
    assertThat(writer().append(draft(Head.START, "v", plain("a")))).isEqualTo(new Lost());
  }

  @Test
  void append_baseThatIsNotThere_saysSo() {
    Draft first = draft(Head.START, "w", plain("a"));
    assertThatThrownBy(() -> log.append(draft(first.head(), "w", plain("b"))))
        .isInstanceOfSatisfying(
            ControlLogBrokenException.class, e -> assertThat(e.seq()).isEqualTo(1));
  }

  @Test
  void append_noRows_isRefused() {
    assertThatThrownBy(() -> log.append(draft(Head.START, "w")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void append_earlierThanTheRowBefore_takesItsTime() {
    accepted(log, draft(Head.START, "w", plain("a")));
    Draft earlier = Draft.after(head(log), NOON.minusSeconds(60), "w").plus(plain("b"));
    accepted(log, earlier);
    assertThat(log.read(0, 10).rows()).extracting(Committed::at).containsExactly(NOON, NOON);
  }

  @Test
  void append_largestGroup_isOne() {
    Entry[] entries =
        IntStream.range(0, ControlLog.MOST_ROWS)
            .mapToObj(i -> plain("e" + i))
            .toArray(Entry[]::new);
    accepted(log, draft(Head.START, "w", entries));
    assertThat(log.read(0, ALL).rows()).hasSize(ControlLog.MOST_ROWS);
    assertThat(new Verifier(log).verify(seq -> {})).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void read_pages_areConsecutive() {
    accepted(log, draft(Head.START, "w", plain("a"), plain("b"), plain("c")));
    accepted(log, draft(head(log), "w", plain("d"), plain("e")));
    List<Committed> paged = new ArrayList<>();
    for (long after = 0; after < 5; after += 2) {
      paged.addAll(log.read(after, 2).rows());
    }
    assertThat(paged).isEqualTo(log.read(0, ALL).rows()).hasSize(5);
    assertThat(log.read(5, 2).rows()).isEmpty();
  }

  @Test
  void read_largeRows_endsWithTheRowThatBringsSixteenMebibytes() {
    Entry large = large(64 * 1024);
    Entry[] group = Collections.nCopies(100, large).toArray(Entry[]::new);
    for (int i = 0; i < 3; i++) {
      accepted(log, draft(i == 0 ? Head.START : lastOf(log), "w" + i, group));
    }
    Page first = log.read(0, ALL);
    assertThat(first.rows()).hasSize(256);
    assertThat(first.more()).isTrue();
    Page second = log.read(256, ALL);
    assertThat(second.rows()).extracting(Committed::seq).startsWith(257L).endsWith(300L);
    assertThat(second.more()).isFalse();
    assertThat(log.read(0, 255).rows()).hasSize(255);
    assertThat(new Verifier(log).verify(seq -> {})).isEqualTo(new Verdict.Whole(lastOf(log)));
    try (Sequencer<Long> sequencer =
        Sequencer.start(
            log, 0L, (sum, row) -> sum + 1, SequencerSettings.DEFAULTS, InstantSource.system())) {
      assertThat(sequencer.state()).isEqualTo(300);
    }
  }

  @Test
  void read_rowLargerThanAPage_isAPage() {
    accepted(log, draft(Head.START, "w", plain("a")));
    // three bytes for each character: more than a page in bytes, but not more than a group
    Entry huge = new Entry("k", "e", "s", null, "system", "\"" + "\u20AC".repeat(6_000_000) + '"');
    accepted(log, draft(head(log), "w", huge));
    accepted(log, draft(lastOf(log), "w", plain("c")));
    assertThat(log.read(1, 10).rows()).extracting(Committed::seq).containsExactly(2L);
    assertThat(log.read(1, 10).more()).isTrue();
    assertThat(log.read(2, 10)).isEqualTo(new Page(log.read(2, 1).rows(), false));
  }

  private static Entry large(int bytes) {
    return new Entry("k", "e", "s", null, "system", '"' + "x".repeat(bytes - 2) + '"');
  }

  /** The last row, of a log that has more than a page. */
  private static Head lastOf(ControlLog log) {
    Head head = Head.START;
    Page page;
    do {
      page = log.read(head.seq(), ALL);
      head = page.rows().isEmpty() ? head : Head.at(page.rows().get(page.rows().size() - 1));
    } while (page.more());
    return head;
  }

  @Test
  void append_racingWriters_onePlaceOneWinnerAndWholeGroups() throws Exception {
    int writers = 4;
    int groups = 8;
    CyclicBarrier start = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Callable<List<Committed>>> racing =
        IntStream.range(0, writers)
            .mapToObj(w -> (Callable<List<Committed>>) () -> race("w" + w, groups, start))
            .toList();
    List<Future<List<Committed>>> won = threads.invokeAll(racing, 60, TimeUnit.SECONDS);
    threads.shutdownNow();

    List<Committed> all = log.read(0, ALL).rows();
    List<Committed> accepted = new ArrayList<>();
    for (Future<List<Committed>> of : won) {
      accepted.addAll(of.get());
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(accepted).hasSize(writers * groups * 3);
    assertThat(new Verifier(log).verify(seq -> {}))
        .isEqualTo(new Verdict.Whole(Head.at(all.get(all.size() - 1))));
    for (int first = 0; first < all.size(); first += 3) {
      assertThat(all.subList(first, first + 3))
          .extracting(row -> row.entry().entity())
          .containsOnly(all.get(first).entry().entity());
    }
  }

  private List<Committed> race(String name, int groups, CyclicBarrier start) throws Exception {
    ControlLog mine = writer();
    List<Committed> won = new ArrayList<>();
    start.await(30, TimeUnit.SECONDS);
    long deadline = System.nanoTime() + Duration.ofSeconds(50).toNanos();
    for (int group = 0; group < groups; ) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Entry entry = plain(name + "-" + group);
      if (mine.append(draft(head(mine), name + "-" + group, entry, entry, entry))
          instanceof Accepted accepted) {
        won.addAll(accepted.rows());
        group++;
      }
    }
    return won;
  }

  @Test
  void read_identicalRowsAtOnePlace_countOnce() {
    List<Committed> rows = accepted(log, draft(Head.START, "w", plain("a"), plain("b")));
    plant(rows.get(0));
    assertThat(log.read(0, 10).rows()).isEqualTo(rows);
    assertThat(log.read(0, 1).rows()).isEqualTo(rows.subList(0, 1));
    accepted(log, draft(head(log), "w", plain("c")));
    assertThat(new Verifier(log).verify(seq -> {})).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void differentRowsAtOnePlace_haltEverybodyAndNameIt() {
    accepted(log, draft(Head.START, "w", plain("a")));
    Head first = head(log);
    accepted(log, draft(first, "w", plain("b")));
    Head second = head(log);
    plant(draft(first, "v", plain("x")).rows().get(0));

    Stream<Runnable> everything =
        Stream.of(
            () -> log.read(0, 10).rows(),
            () -> log.read(0, 2).rows(),
            () -> log.append(draft(first, "w", plain("c"))),
            () -> log.append(draft(second, "w", plain("c"))));
    everything.forEach(
        one ->
            assertThatThrownBy(one::run)
                .isInstanceOfSatisfying(
                    ControlLogForkedException.class, e -> assertThat(e.seq()).isEqualTo(2))
                .hasMessageContaining("different rows at seq 2")
                .hasMessageContaining("delete the others"));
    assertThat(new Verifier(log, 2).verify(seq -> {}))
        .isEqualTo(new Verdict.Bad(2, "different rows stand at one place"));
  }

  @Test
  void verify_missingRow_isNamed() {
    accepted(log, draft(Head.START, "w", plain("a"), plain("b"), plain("c"), plain("d")));
    remove(3);
    assertThat(new Verifier(log, 2).verify(seq -> {}))
        .isEqualTo(new Verdict.Bad(3, "the row is missing"));
  }

  @Test
  void verify_rowOfAnotherChain_isNamed() {
    accepted(log, draft(Head.START, "w", plain("a")));
    Draft elsewhere = draft(Head.START, "v", plain("x"), plain("b"));
    plant(elsewhere.last());
    assertThat(new Verifier(log).verify(seq -> {}))
        .isEqualTo(new Verdict.Bad(2, "its prev_hash is not the hash of the row before"));
  }

  @Test
  void verify_laterFork_namesTheEarlierFault() {
    List<Committed> rows =
        accepted(log, draft(Head.START, "w", plain("a"), plain("b"), plain("c"), plain("d")));
    remove(2);
    plant(draft(Head.at(rows.get(2)), "v", plain("x")).last());
    assertThat(new Verifier(log).verify(seq -> {}))
        .isEqualTo(new Verdict.Bad(2, "the row is missing"));
  }

  @Test
  void verify_manyPages_tellsProgress() {
    accepted(log, draft(Head.START, "w", plain("a"), plain("b"), plain("c"), plain("d")));
    List<Long> progress = new ArrayList<>();
    assertThat(new Verifier(log, 2).verify(progress::add)).isEqualTo(new Verdict.Whole(head(log)));
    assertThat(progress).containsExactly(2L, 4L, 4L);
  }

  static List<Committed> accepted(ControlLog log, Draft draft) {
    Appended appended = log.append(draft);
    assertThat(appended).isInstanceOf(Accepted.class);
    return ((Accepted) appended).rows();
  }

  static Head head(ControlLog log) {
    List<Committed> rows = log.read(0, ALL).rows();
    return rows.isEmpty() ? Head.START : Head.at(rows.get(rows.size() - 1));
  }
}
