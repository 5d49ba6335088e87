/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Checks names and passwords. An outsider learns from neither answer nor time whether a name is
 * known, is bounded in guesses by account and by address, and cannot fill the memory with hashes.
 */
public final class SignIn {

  /** The answer to a name and a password. */
  public sealed interface Answer {

    /** They belong together. */
    record Known(User user) implements Answer {}

    /** They do not, or the user may not sign in: which, is not told. */
    record Wrong() implements Answer {}

    /** Not tried. */
    record Wait(Duration left) implements Answer {}
  }

  /** Each hash takes 19 MiB and a core. */
  private static final int HASHES_AT_ONCE = 2;

  private static final Duration QUEUE = Duration.ofSeconds(2);

  private final Supplier<Users> users;
  private final Attempts byAccount;
  private final Attempts byAddress;
  private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE, true);

  /** Checked where the name is unknown; of a password that nobody has. */
  private final PasswordHash nobody = PasswordHash.of(Passwords.draw());

  public SignIn(Supplier<Users> users, InstantSource clock) {
    this.users = users;
    byAccount = new Attempts(Attempts.Limits.ACCOUNT, clock);
    byAddress = new Attempts(Attempts.Limits.ADDRESS, clock);
  }

  /** Tries a name and a password that came from an address. */
  public Answer check(String name, String password, String address) {
    // names are kept as hashes: what is typed as a name may be a password
    String account = Secret.sha256(name);
    Duration left = longer(byAccount.left(account), byAddress.left(address));
    if (!left.isZero()) {
      return new Answer.Wait(left);
    }
    byAccount.count(account);
    byAddress.count(address);
    return hashed(name, password, account, address);
  }

  private Answer hashed(String name, String password, String account, String address) {
    if (!acquired()) {
      byAccount.takeBack(account);
      byAddress.takeBack(address);
      return new Answer.Wait(QUEUE);
    }
    try {
      Optional<User> found = users.get().find(name);
      boolean right = found.map(User::hash).orElse(nobody).isOf(shortened(password));
      return right && found.isPresent() && !found.get().disabled()
          ? known(found.get(), account, address)
          : new Answer.Wrong();
    } finally {
      hashing.release();
    }
  }

  private Answer known(User user, String account, String address) {
    byAccount.clear(account);
    byAddress.takeBack(address);
    return new Answer.Known(user);
  }

  private boolean acquired() {
    try {
      return hashing.tryAcquire(QUEUE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** None that is longer was ever set; the rest would be hashed for nothing. */
  private static String shortened(String password) {
    int longest = Passwords.MOST * 2;
    return password.length() > longest ? password.substring(0, longest) : password;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
