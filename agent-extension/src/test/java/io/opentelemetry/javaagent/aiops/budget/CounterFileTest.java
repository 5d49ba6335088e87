/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.aiops.budget.LeftCounters.LeftLease;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file says of a lease, and when it is not believed. */
class CounterFileTest {

  private static final String BOOT = "1f7c-boot";

  @TempDir private Path root;

  private final HandTicks ticks = new HandTicks();

  @Test
  void read_saysWhatIsSpentAndReserved_ofEveryLease() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      Money money = new Money(file, ticks);
      Account account = money.account("büdget", 100);
      account.add(money.lease("büdget", 50));
      reserve(account, 70).settle(30);
      reserve(account, 60);
      assertThat(left())
          .containsExactly(
              new LeftLease("lease-1", "büdget", Money.DAY, 100, 90, 60),
              new LeftLease("lease-2", "büdget", Money.DAY, 50, 0, 0));
    }
  }

  @Test
  void read_whatWasGivenBack_isNotSpent() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      Account account = new Money(file, ticks).account("b", 100);
      Reservation open = reserve(account, 30);
      account.leases()[0].retire();
      assertThat(left()).extracting(LeftLease::spent).containsExactly(30L);
      open.settle(10);
      account.leases()[0].retire();
      assertThat(left()).extracting(LeftLease::spent).containsExactly(10L);
    }
  }

  @Test
  void read_afterATopUp_saysTheSum() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      Account account = new Money(file, ticks).account("b", 100);
      account.leases()[0].topUp(250);
      reserve(account, 180);
      assertThat(left()).containsExactly(new LeftLease("lease-1", "b", Money.DAY, 250, 180, 180));
    }
  }

  @Test
  void read_anOverrun_isToldInFull() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      reserve(new Money(file, ticks).account("b", 100), 100).settle(250);
      assertThat(left()).extracting(LeftLease::spent).containsExactly(250L);
    }
  }

  @Test
  void forget_onlyADrainedLease_andItsPlaceServesAnother() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      Money money = new Money(file, ticks);
      Lease lease = money.lease("b", 100);
      assertThatThrownBy(() -> file.forget(lease)).hasMessageContaining("retire it");
      lease.retire();
      file.forget(lease);
      assertThat(left()).isEmpty();
      Lease next = money.lease("b", 40);
      assertThat(lease.reserve(5)).as("a thread that comes late").isFalse();
      assertThat(next.available()).isEqualTo(40);
      assertThat(left()).containsExactly(new LeftLease("lease-2", "b", Money.DAY, 40, 0, 0));
    }
  }

  @Test
  void open_moreThanFit_isRefused() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      Money money = new Money(file, ticks);
      for (int i = 0; i < CounterLayout.SLOTS; i++) {
        money.lease("b", i);
      }
      assertThat(left()).hasSize(CounterLayout.SLOTS).last().matches(last -> last.granted() == 510);
      assertThatThrownBy(() -> money.lease("b", 1)).hasMessageContaining("511 leases are open");
    }
    assertThatThrownBy(() -> new Money(CounterFile.inMemory(), ticks).lease("b".repeat(410), 1))
        .hasMessageContaining("at most 416 bytes");
  }

  @Test
  void create_makesAFolderForItsOwnerOnly_andCloseLeavesItEmpty() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      new Money(file, ticks).lease("b", 1);
      assertThat(Files.getPosixFilePermissions(folder()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(names()).hasSize(2);
    }
    assertThat(names()).isEmpty();
    Path link = Files.createSymbolicLink(root.resolve("link"), folder());
    assertThatThrownBy(() -> CounterFile.create(link, BOOT)).hasMessageContaining("no folder");
  }

  @Test
  void adopt_aLivingOnesFile_isNotPossible() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      new Money(file, ticks).lease("b", 1);
      assertThat(LeftCounters.adopt(folder(), BOOT)).isEmpty();
      assertThat(names()).hasSize(2);
    }
  }

  @Test
  void read_ofAnotherStartOfTheMachine_isNotBelieved() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      new Money(file, ticks).lease("b", 1);
      assertThat(LeftCounters.read(only(), "another")).isEmpty();
      assertThat(LeftCounters.read(only(), BOOT)).hasSize(1);
    }
  }

  @Test
  void read_anyDamageToWhatIsSealed_isToldAndNoMoneyComesOfIt() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      reserve(new Money(file, ticks).account("budget", 1_000), 900);
      byte[] good = Files.readAllBytes(only());
      for (int i = 0; i < 2_000; i++) {
        byte[] bad = good.clone();
        int at = random.nextInt(2 * CounterLayout.SLOT_BYTES);
        bad[at] ^= (byte) (1 << random.nextInt(8));
        for (LeftLease lease : read(bad)) {
          boolean isCounters = at >= CounterLayout.SLOT_BYTES + 448;
          long least = isCounters ? 0 : 900;
          assertThat(lease.spent()).as("bit flipped in byte " + at).isGreaterThanOrEqualTo(least);
          assertThat(isCounters || lease.granted() == 1_000).isTrue();
          assertThat(lease.budget()).isEqualTo("budget");
        }
      }
    }
  }

  @Test
  void read_countersThatMakeNoSense_areSpentInFull() throws Exception {
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      new Money(file, ticks).lease("b", 1_000);
      assertThat(withCounters(-5, 0, 0)).isEqualTo(1_000);
      assertThat(withCounters(10, 0, 11)).isEqualTo(1_000);
      assertThat(withCounters(10, -1, 0)).isEqualTo(1_000);
      assertThat(withCounters(5_000, 0, 6_000)).isEqualTo(5_000);
      assertThat(withCounters(10, 0, 3)).isEqualTo(7);
    }
  }

  private long withCounters(long committed, long spent, long returned) throws IOException {
    byte[] bytes = Files.readAllBytes(only());
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.nativeOrder())
        .position(CounterLayout.SLOT_BYTES + 448)
        .putLong(committed)
        .putLong(spent)
        .putLong(returned);
    return read(bytes).get(0).spent();
  }

  @Test
  void read_whatIsNoCounterFile_isNothing() throws Exception {
    Files.createDirectories(folder());
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read(new byte[7])).isEmpty();
    assertThat(read(new byte[CounterLayout.FILE_BYTES])).isEmpty();
    byte[] noise = new byte[CounterLayout.FILE_BYTES];
    new SplittableRandom(1).nextBytes(noise);
    assertThat(read(noise)).isEmpty();
    try (CounterFile file = CounterFile.create(folder(), BOOT)) {
      new Money(file, ticks).lease("b", 1);
      byte[] good = Files.readAllBytes(only());
      assertThat(read(Arrays.copyOf(good, good.length - 1))).isEmpty();
      assertThat(read(Arrays.copyOf(good, good.length + 1))).isEmpty();
      assertThat(read(good)).hasSize(1);
    }
  }

  @Test
  void bootId_ofASystemThatDoesNotSay_isNone(@TempDir Path folder) throws Exception {
    assertThat(BootId.read(folder.resolve("none"))).isEmpty();
    Files.writeString(folder.resolve("empty"), "\n");
    assertThat(BootId.read(folder.resolve("empty"))).isEmpty();
    Files.writeString(folder.resolve("id"), "abc\n");
    assertThat(BootId.read(folder.resolve("id"))).contains("abc");
    try (CounterFile file = CounterFile.create(folder(), "none")) {
      new Money(file, ticks).lease("b", 1, Money.DAY, ZoneOffset.UTC, Duration.ofHours(1));
      assertThat(LeftCounters.adopt(folder())).isEmpty();
    }
  }

  private Path folder() {
    return root.resolve("counters");
  }

  private List<LeftLease> left() throws IOException {
    return LeftCounters.read(only(), BOOT);
  }

  private List<LeftLease> read(byte[] bytes) throws IOException {
    Path copy = root.resolve("copy");
    Files.write(copy, bytes);
    return LeftCounters.read(copy, BOOT);
  }

  private Path only() throws IOException {
    return names().stream()
        .filter(file -> file.toString().endsWith(CounterFile.SUFFIX))
        .reduce((one, other) -> one)
        .orElseThrow();
  }

  private List<Path> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.toList();
    }
  }

  private static Reservation reserve(Account account, long bound) {
    Reservation reservation = Money.in(account);
    assertThat(reservation.reserve(bound)).isNull();
    return reservation;
  }
}
