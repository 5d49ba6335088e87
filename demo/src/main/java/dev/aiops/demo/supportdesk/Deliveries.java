/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A morning on which many ask where their parcel is. */
final class Deliveries {

  private static final int QUESTIONS = 120;
  private static final int AT_ONCE = 8;
  private static final List<String> ORDERS = List.of("A-1001", "A-1002", "A-1003", "A-1005");

  private final DeliveryAgent agent;
  private final PrintStream out;

  Deliveries(DeliveryAgent agent, PrintStream out) {
    this.agent = agent;
    this.out = out;
  }

  void work() throws InterruptedException {
    ExecutorService desk = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<String>> answers = desk.invokeAll(questions());
      out.println("deliveries: " + answered(answers) + " of " + QUESTIONS + " questions answered");
    } finally {
      desk.shutdownNow();
    }
  }

  private List<Callable<String>> questions() {
    List<Callable<String>> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String text = "Question %03d: where is order %s?".formatted(i, ORDERS.get(i % ORDERS.size()));
      questions.add(() -> agent.answer(text));
    }
    return questions;
  }

  private static long answered(List<Future<String>> answers) throws InterruptedException {
    long answered = 0;
    for (Future<String> answer : answers) {
      answered += isThere(answer) ? 1 : 0;
    }
    return answered;
  }

  private static boolean isThere(Future<String> answer) throws InterruptedException {
    try {
      return !answer.get().isEmpty();
    } catch (ExecutionException | CancellationException e) {
      return false;
    }
  }
}
