/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Person;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.budget.DecidedAs;

/**
 * A request of a person who is signed in.
 *
 * @param csrf what forms on the answer must send back
 */
record Visit(Person person, String csrf) {

  /** How this person is known who decides at a page. */
  DecidedAs decidedAs() {
    return DecidedAs.of(person.actor(), person.method().text(), person.address(), Channel.PAGE);
  }

  String shown() {
    return Visible.line(person.shown(), 80);
  }

  String roles() {
    return person.roles().isEmpty()
        ? "no role"
        : String.join(", ", person.roles().stream().sorted().map(Visible::of).toList());
  }
}
