/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.demo.DemoSettings.Control;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The refunds that wait for a person while the sample app works. The person approves one, denies
 * one and leaves one; then what was recorded must be what happened.
 */
final class DemoApprovals {

  private static final String RULES =
      "/v1/approval-rules?service=support-desk&environment=demo&team=customer-care";
  private static final Set<String> NAMES = Set.of("refunds-above-100", "refunds-above-1000");
  private static final Duration REPORTED_WITHIN = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 100;

  private final Person person;
  private final Refunds refunds;

  private DemoApprovals(Person person, Refunds refunds) {
    this.person = person;
    this.refunds = refunds;
  }

  /** Why nothing waits for a decision here; empty where refunds do. */
  static Optional<String> none(Optional<Control> control) throws IOException, InterruptedException {
    if (control.isEmpty()) {
      return Optional.of("no approval-api is used here: AIOPS_CONTROL_URL names none");
    }
    if (!inForce(control.get()).containsAll(NAMES)) {
      return Optional.of(
          "the policy in force has no rules "
              + NAMES.stream().sorted().collect(Collectors.joining(" and "))
              + ": approval-api/policy.start.yaml has them");
    }
    return control.get().operatorTokenFile().isPresent()
        ? Optional.empty()
        : Optional.of("nobody decides here: AIOPS_OPERATOR_TOKEN_FILE names no token");
  }

  private static Set<String> inForce(Control control) throws IOException, InterruptedException {
    JsonNode rules = new ControlApi(control.url(), control.tokenFile()).get(RULES).path("rules");
    return StreamSupport.stream(rules.spliterator(), false)
        .map(rule -> rule.path("name").asText())
        .collect(Collectors.toSet());
  }

  /** Where {@link #none} says nothing: the person looks at what waits from now on. */
  static DemoApprovals begin(Control control, PrintStream progress)
      throws IOException, InterruptedException {
    ControlApi operator = new ControlApi(control.url(), control.operatorTokenFile().orElseThrow());
    Refunds refunds = new Refunds(operator);
    return new DemoApprovals(Person.start(refunds, progress), refunds);
  }

  /**
   * When the app has ended: the person stops, and what was recorded is held against what the app
   * said.
   *
   * @throws IllegalStateException where the two differ, or the person could not decide
   */
  void end(List<String> said) throws InterruptedException, IOException {
    List<String> differences = new RefundCheck(held(person.stop()), said).differences();
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "what the control log has of the refunds differs from what happened: "
              + String.join("; ", differences));
    }
  }

  /** The app's agent tells in the background what came of a refund. */
  private List<HeldRefund> held(List<String> ids) throws InterruptedException, IOException {
    long until = System.nanoTime() + REPORTED_WITHIN.toNanos();
    List<HeldRefund> held = read(ids);
    while (held.stream().anyMatch(refund -> refund.state().equals("CONSUMED"))
        && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      held = read(ids);
    }
    return held;
  }

  private List<HeldRefund> read(List<String> ids) throws InterruptedException, IOException {
    List<HeldRefund> held = new ArrayList<>();
    for (String id : ids) {
      held.add(refunds.read(id));
    }
    return held;
  }
}
