/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import static dev.aiops.approval.approvals.Fixtures.refund;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

  private static final String ARGUMENTS =
      "{'amount':150,'price':99.5,'text':'NaN','none':null,'items':[{'n':1},{'n':7}],'zero':0}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "args.amount > 100                      | true",
        "args.amount > 100.5                    | true",
        "args.price > 100                       | false",
        "args.price < 99.6 && tool == 'refund'  | true",
        "agent == 'bot' && service == 'shop-api' && environment == 'live' && team == 'cx' | true",
        "requester == 'ruth'                    | true",
        "requester == null                      | false",
        "args.none == null                      | true",
        "args.items.exists(i, i.n > 5)          | true",
        "args.items.all(i, i.n > 5)             | false",
        "has(args.limit) && args.limit > 5      | false",
        "tool.matches('^ref.*')                 | true"
      })
  void condition_isEvaluated(String condition, boolean holds) {
    assertThat(Condition.mistakes(condition)).isEmpty();
    assertThat(Condition.holds(condition, refund(ARGUMENTS))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "args.missing > 100               | a missing argument",
        "args.text > 100                  | an argument of another type",
        "args.text                        | no truth value",
        "args.amount / args.zero > 1      | division by zero",
        "double(args.text) > 100.0        | NaN",
        "double(args.zero) / double(args.zero) > 1.0 | NaN on the way",
        "!(double(args.text) > 100.0) && false | NaN on the way to false",
        "args.items[5].n > 1              | an index that is not there",
        "timestamp(args.text) > timestamp('2026-01-01T00:00:00Z') | no time"
      })
  void doubt_holds(String condition, String why) {
    assertThat(Condition.mistakes(condition)).isEmpty();
    assertThat(Condition.holds(condition, refund(ARGUMENTS))).as(why).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hints.destructive                               | true",
        "hints.read_only                                 | false",
        "!hints.read_only                                | true",
        "hints.destructive && args.amount > 100          | false",
        "hints.open_world                                | true",
        "!hints.open_world                               | true",
        "!hints.idempotent && args.amount > 100          | false",
        "has(hints.open_world) && hints.open_world       | false",
        "hints.destrutive                                | true"
      })
  void hint_isWhatTheServerSaid_andNeverWhatItDidNot(String condition, boolean holds) {
    Action action = Fixtures.hinted(new Hints(false, true, null, null));
    assertThat(Condition.mistakes(condition)).isEmpty();
    assertThat(Condition.holds(condition, action)).isEqualTo(holds);
  }

  @Test
  void hint_ofNoServer_isInDoubt() {
    Action action = Fixtures.hinted(null);
    assertThat(Condition.holds("hints.destructive", action)).isTrue();
    assertThat(Condition.holds("!hints.read_only", action)).isTrue();
    assertThat(Condition.holds("has(hints.destructive)", action)).isFalse();
  }

  @Test
  void hint_thatIsNoTruthValue_doesNotCompile() {
    assertThat(Condition.mistakes("hints.destructive == 'yes'")).isNotEmpty();
  }

  @Test
  void conditionThatDoesNotCompile_holds() {
    assertThat(Condition.holds("args.amount >", refund(ARGUMENTS))).isTrue();
    assertThat(Condition.holds("amount > 5", refund(ARGUMENTS))).isTrue();
  }

  @Test
  void mistakes_nameTheirPlace() {
    assertThat(Condition.mistakes("tool == 'a' &&\n  tool > 5"))
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.line()).isEqualTo(2);
              assertThat(mistake.column()).isEqualTo(7);
              assertThat(mistake.text()).contains("no matching overload");
            });
    assertThat(Condition.mistakes("amount > 5").get(0).text()).contains("undeclared reference");
    assertThat(Condition.mistakes("1 + 1")).isNotEmpty();
  }

  @Test
  void work_isBounded() {
    String ten = "[0,1,2,3,4,5,6,7,8,9]";
    String loops = "true";
    for (String name : new String[] {"a", "b", "c", "d", "e", "f"}) {
      loops = ten + ".all(" + name + ", " + loops + ")";
    }
    assertThat(Condition.holds(loops, refund(ARGUMENTS))).as("too many rounds").isTrue();
    String deep = "(".repeat(200) + "true" + ")".repeat(200);
    assertThat(Condition.mistakes(deep)).isNotEmpty();
    assertThat(Condition.mistakes("true || ".repeat(300) + "true")).isNotEmpty();
  }
}
