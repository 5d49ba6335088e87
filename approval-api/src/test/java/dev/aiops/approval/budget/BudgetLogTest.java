/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.Fixtures.DESK;
import static dev.aiops.approval.budget.Fixtures.NOON;
import static dev.aiops.approval.budget.Fixtures.after;
import static dev.aiops.approval.budget.Fixtures.budget;
import static dev.aiops.approval.budget.Fixtures.inForce;
import static dev.aiops.approval.budget.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Entry;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetLogTest {

  private static final String CLOSED =
      "{'lease':'red:2026-11-26:1','how':'RETURNED','charged':1,'estimated':0,'request':'','by':'a','reason':''}";

  @Test
  void everyKind_isWrittenAndReadBackTheSame() {
    Set<String> seen = new HashSet<>();
    for (long seed = 7; seen.size() < BudgetLog.kinds().size() - 1 && seed < 4_000; seed += 8) {
      Schedule schedule = new Schedule(seed, new ControlPlane(), true);
      schedule.run(200);
      schedule.log().rows().forEach(row -> seen.add(row.kind()));
      assertThat(replayed(schedule.log().rows())).isEqualTo(schedule.ledger().truth());
    }
    assertThat(seen).hasSize(BudgetLog.kinds().size() - 1).doesNotContain("lease_revoked");
  }

  @Test
  void policy_keepsEveryField() {
    Budget full =
        budget("red")
            .match(
                new Match(
                    List.of(new Glob("a*")), List.of(), List.of(), List.of(), List.of(), List.of()))
            .mode(Mode.OBSERVE)
            .maxLease(usd("1"))
            .guard(new SpendGuard(usd("2"), 3))
            .unknownPrice(new UnknownPrice(new UnknownPrice.Ceiling(usd("3"), usd("4"))))
            .build();
    assertThat(inForce(full).policy().budgets()).containsExactly(full);
  }

  @Test
  void row_carriesTheDayAfterIt() {
    Budgets state = inForce(budget("red").build());
    Decided<Budgets, GrantReply> decided =
        new Granting(Limits.DEFAULT)
            .grant(state, NOON, new GrantRequest("r", "red", DESK, usd("1")));
    Entry entry = decided.entries().get(0);
    assertThat(entry.kind()).isEqualTo("lease_granted");
    assertThat(entry.entity()).isEqualTo("red:2026-11-26:1");
    assertThat(entry.stateAfter()).isEqualTo("open");
    assertThat(entry.actor()).isEqualTo("desk");
    assertThat(entry.amounts())
        .isEqualTo(new Entry.Amounts("red", LocalDate.of(2026, 11, 26), usd("100"), 0, usd("5")));
  }

  @Test
  void unknownKind_isRefused() {
    Entry entry = new Entry("lease_frozen", "x", "y", null, "a", "{}");
    assertThatThrownBy(() -> BudgetLog.apply(Budgets.EMPTY, entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the log has a row of kind lease_frozen, which a newer version wrote: upgrade");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'by':'a'        | 'by':'a','colour':1",
        "'by':'a',       | ''",
        "'charged':1     | 'charged':1.5",
        "'charged':1     | 'charged':'1'",
        "'charged':1     | 'charged':null",
        "'charged':1     | 'charged':9223372036854775808",
        "'charged':1     | 'charged':1,'charged':2",
        "'RETURNED'      | 'EXPIRED'",
        "'RETURNED'      | 1",
        ":1'             | :0'"
      },
      quoteCharacter = '~')
  void bodyThatIsNotExactlyTheFact_isRefused(String from, String to) {
    String body = CLOSED.replace(from, to.equals("''") ? "" : to);
    assertThat(body).isNotEqualTo(CLOSED);
    Entry entry = new Entry("lease_closed", "x", "y", null, "a", body.replace('\'', '"'));
    assertThatThrownBy(() -> BudgetLog.event(entry)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowThatDoesNotFollow_isRefused() {
    Entry entry = new Entry("lease_closed", "x", "y", null, "a", CLOSED.replace('\'', '"'));
    assertThatThrownBy(() -> BudgetLog.apply(inForce(budget("red").build()), entry))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no row opened lease red:2026-11-26:1");
  }

  @Test
  void oldDays_areForgottenOnceTheirLeasesAreClosed() {
    Budgets state = inForce(budget("red").build());
    for (int day = 0; day < 10; day++) {
      Holder holder = new Holder("a", "h", "p" + day);
      state =
          after(
              state,
              new Granting(Limits.DEFAULT)
                  .grant(
                      state,
                      NOON.plusSeconds(86_400L * day),
                      new GrantRequest("r" + day, "red", holder, 1)));
      Report report =
          new Report(
              "red:2026-" + (day < 5 ? "11-" + (26 + day) : "12-0" + (day - 4)) + ":1",
              holder,
              new Counters(1, 1, 0, 0, 0));
      state =
          day == 2 ? state : after(state, new Settling(Limits.DEFAULT).close(state, NOON, report));
    }
    assertThat(state.daysKept("red"))
        .extracting(kept -> kept.day().toString())
        .containsExactly("2026-11-28", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05");
  }

  private static Budgets replayed(List<Entry> rows) {
    Budgets state = Budgets.EMPTY;
    for (Entry row : rows) {
      state = BudgetLog.apply(state, row);
    }
    return state;
  }
}
