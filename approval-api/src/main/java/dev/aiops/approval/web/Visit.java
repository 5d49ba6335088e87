/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Person;

/**
 * A request of a person who is signed in.
 *
 * @param csrf what forms on the answer must send back
 */
record Visit(Person person, String csrf) {

  String shown() {
    return Visible.line(person.shown(), 80);
  }

  String roles() {
    return person.roles().isEmpty()
        ? "no role"
        : String.join(", ", person.roles().stream().sorted().map(Visible::of).toList());
  }
}
