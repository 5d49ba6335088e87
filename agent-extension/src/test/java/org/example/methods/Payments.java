/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.methods;

import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Methods that the operator wants gated, which pay when what they return is subscribed to. */
final class Payments {

  static final List<String> PAID = new CopyOnWriteArrayList<>();

  private Payments() {}

  static Mono<String> pay(String order) {
    return Mono.fromCallable(() -> paid(order));
  }

  static Single<String> paySingle(String order) {
    return Single.fromCallable(() -> paid(order));
  }

  static CompletableFuture<String> payLater(String order) {
    return CompletableFuture.supplyAsync(() -> paid(order));
  }

  private static String paid(String order) {
    PAID.add(order);
    return "paid " + order;
  }
}
