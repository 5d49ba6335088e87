/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/** A person's answer to a request for more. */
public record RaiseVerdict(Actor actor, DecidedAs as, boolean approve, String reason) {

  Raise.State state() {
    return approve ? Raise.State.APPROVED : Raise.State.DENIED;
  }
}
