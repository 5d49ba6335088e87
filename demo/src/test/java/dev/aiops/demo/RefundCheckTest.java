/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo fails where what was recorded is not what happened. */
class RefundCheckTest {

  private static final HeldRefund APPROVED =
      new HeldRefund(
          "apr_a",
          "A-1002",
          "EXECUTED",
          steps("requested", "decided", "settled", "consumed", "reported"));
  private static final HeldRefund DENIED =
      new HeldRefund("apr_d", "A-1004", "DENIED", steps("requested", "decided", "settled"));
  private static final HeldRefund LEFT =
      new HeldRefund("apr_l", "A-1006", "PENDING", steps("requested"));
  private static final List<HeldRefund> HELD = List.of(APPROVED, DENIED, LEFT);

  private static final String BOOKED = "books: A-1002, EUR 245.00 paid back: arrived cracked";
  private static final List<String> SAID =
      List.of(
          "mail T-02: Dear Jonas, it is on its way.",
          "mail T-09: Dear Sam, Not executed: A person declined this refund. Reason: late",
          "mail T-10: Dear Elif, refund is waiting for approval by a person (apr_l).",
          BOOKED);

  private static List<String> steps(String... steps) {
    return List.of(steps).stream().map(step -> "approval_" + step).toList();
  }

  @Test
  void differences_asItMustBe_areNone() {
    assertThat(new RefundCheck(HELD, SAID).differences()).isEmpty();
  }

  @Test
  void differences_refundBookedTwice_areTold() {
    assertThat(new RefundCheck(HELD, with(BOOKED)).differences())
        .containsExactly("the app booked refunds of [A-1002, A-1002], and one alone was approved");
  }

  @Test
  void differences_deniedRefundBooked_areTold() {
    assertThat(
            new RefundCheck(HELD, with("books: A-1004, EUR 112.00 paid back: late")).differences())
        .singleElement()
        .asString()
        .contains("[A-1002, A-1004]");
  }

  @Test
  void differences_nothingBooked_areTold() {
    assertThat(new RefundCheck(HELD, SAID.subList(0, 3)).differences())
        .singleElement()
        .asString()
        .startsWith("the app booked refunds of []");
  }

  @Test
  void differences_refundBelowTheLimit_isNobodysBusiness() {
    assertThat(
            new RefundCheck(HELD, with("books: A-1005, EUR 100.00 paid back: late")).differences())
        .isEmpty();
  }

  @Test
  void differences_approvalUsedTwice_areTold() {
    HeldRefund twice =
        new HeldRefund(
            "apr_a",
            "A-1002",
            "EXECUTED",
            steps("requested", "decided", "settled", "consumed", "consumed", "reported"));
    assertThat(new RefundCheck(List.of(twice, DENIED, LEFT), SAID).differences())
        .singleElement()
        .asString()
        .startsWith("A-1002 is [")
        .contains("was to be EXECUTED after");
  }

  @Test
  void differences_refundThatNeverWaited_areTold() {
    assertThat(new RefundCheck(List.of(APPROVED, LEFT), SAID).differences())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("2 refunds waited, and 3 were to"),
            line -> assertThat(line).startsWith("A-1004 is []"));
  }

  @Test
  void differences_customerNotTold_areTold() {
    List<String> said = List.of(SAID.get(0), "mail T-09: Dear Sam, done.", SAID.get(2), BOOKED);
    assertThat(new RefundCheck(HELD, said).differences())
        .containsExactly("ticket T-09 was not answered 'A person declined this refund.'");
  }

  private static List<String> with(String line) {
    List<String> said = new ArrayList<>(SAID);
    said.add(line);
    return said;
  }
}
