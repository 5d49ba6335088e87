/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.IntTreePMap;
import org.pcollections.PMap;

/**
 * A day's leases and the grants they were given.
 *
 * @param leases by number
 * @param newest the newest lease of each process
 * @param grants by request id: a request repeated is answered as it was
 * @param seen what a person is shown of each lease; nothing is decided by it
 */
record LeaseBook(
    PMap<Integer, Lease> leases,
    PMap<String, Integer> newest,
    PMap<String, Grant> grants,
    PMap<Integer, Seen> seen) {

  /** The service its holder said it is, and when a row last told of the lease. */
  record Seen(String service, Instant last) {}

  /** A grant once given. */
  record Grant(int lease, long amount, boolean beyondCap) {}

  static final LeaseBook EMPTY =
      new LeaseBook(
          IntTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), IntTreePMap.empty());

  Optional<Lease> lease(int number) {
    return Optional.ofNullable(leases.get(number));
  }

  Optional<Lease> newestOf(String process) {
    return Optional.ofNullable(newest.get(process)).flatMap(this::lease);
  }

  Optional<Grant> grant(String request) {
    return Optional.ofNullable(grants.get(request));
  }

  Seen seenOf(int number) {
    return Optional.ofNullable(seen.get(number))
        .orElseThrow(() -> new IllegalStateException("no row granted lease " + number));
  }

  int nextNumber() {
    return leases.size() + 1;
  }

  LeaseBook with(Lease lease) {
    return new LeaseBook(
        leases.plus(lease.id().number(), lease),
        newest.plus(lease.holder().process(), lease.id().number()),
        grants,
        seen);
  }

  LeaseBook with(String request, Grant grant) {
    return new LeaseBook(leases, newest, grants.plus(request, grant), seen);
  }

  LeaseBook with(int number, Seen last) {
    return new LeaseBook(leases, newest, grants, seen.plus(number, last));
  }
}
