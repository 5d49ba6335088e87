/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of the pure state machine. A failing one names its seed; {@code -Daiops.seed}
 * replays it.
 */
class ApprovalSimulatorTest {

  private static final int STEPS = 120;
  private static final Long SEED = Long.getLong("aiops.seed");

  @Test
  void anySchedule_runsOnlyWhatEnoughPeopleApprovedAndOnce() {
    assertHolds(2_000);
  }

  @Test
  @Tag("long")
  void manySchedules_runOnlyWhatEnoughPeopleApprovedAndOnce() {
    assertHolds(200_000);
  }

  private static void assertHolds(long schedules) {
    AtomicInteger consumed = new AtomicInteger();
    LongStream seeds = SEED == null ? LongStream.range(0, schedules) : LongStream.of(SEED);
    seeds.parallel().forEach(seed -> consumed.addAndGet(play(seed, new Plane()).consumed()));
    if (SEED == null) {
      assertThat((long) consumed.get()).as("schedules do use approvals").isGreaterThan(schedules / 10);
    }
  }

  @Test
  void replay_givesTheSameRowsAndTheSameState() {
    Schedule first = new Schedule(7, new Plane());
    Schedule second = new Schedule(7, new Plane());
    first.run(STEPS);
    second.run(STEPS);
    assertThat(first.log().rows()).isNotEmpty().isEqualTo(second.log().rows());
    assertThat(folded(first)).isEqualTo(folded(second));
  }

  private static Approvals folded(Schedule schedule) {
    Approvals state = Approvals.EMPTY;
    for (Entry row : schedule.log().rows()) {
      state = ApprovalLog.event(row).on(state);
    }
    return state;
  }

  @Test
  void planeThatAppendsWithoutComparing_isCaught() {
    assertCaught(
        new Plane() {
          @Override
          boolean comparesBeforeItAppends() {
            return false;
          }
        });
  }

  @Test
  void planeThatForgetsRolesAtUse_isCaught() {
    assertCaught(
        new Plane() {
          @Override
          Decided<Approvals, ApprovalReply> consume(
              Approvals state, Instant now, Using.Use use, Function<String, Set<String>> roles) {
            return super.consume(state, now, use, name -> Set.of(Fixtures.ROLE));
          }
        });
  }

  @Test
  void planeThatDoesNotCompareWhatRuns_isCaught() {
    assertCaught(
        new Plane() {
          @Override
          Decided<Approvals, ApprovalReply> consume(
              Approvals state, Instant now, Using.Use use, Function<String, Set<String>> roles) {
            String hash = state.find(use.approval()).map(Approval::proposedHash).orElse("");
            Using.Use blind =
                new Using.Use(
                    use.approval(),
                    use.request(),
                    hash,
                    use.host(),
                    use.process(),
                    use.execution(),
                    use.by());
            return super.consume(state, now, blind, roles);
          }
        });
  }

  @Test
  void planeThatLetsWhoAskedApprove_isCaught() {
    assertCaught(
        new Plane() {
          @Override
          Decided<Approvals, ApprovalReply> request(
              Approvals state, Policy policy, Instant now, Requesting.Request request) {
            Policy lax =
                Fixtures.policy(
                    Fixtures.rule()
                        .quorum(policy.approvals().get(0).quorum())
                        .requesterMayApprove());
            return super.request(state, lax, now, request);
          }
        });
  }

  private static void assertCaught(Plane mutant) {
    Optional<Throwable> first =
        LongStream.range(0, 3_000).mapToObj(seed -> failure(seed, mutant)).flatMap(Optional::stream).findFirst();
    assertThat(first).isPresent();
  }

  private static Optional<Throwable> failure(long seed, Plane plane) {
    try {
      play(seed, plane);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e);
    }
  }

  private static Witness play(long seed, Plane plane) {
    Schedule schedule = new Schedule(seed, plane);
    try {
      schedule.run(STEPS);
      return schedule.witness();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("replay with -Daiops.seed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
