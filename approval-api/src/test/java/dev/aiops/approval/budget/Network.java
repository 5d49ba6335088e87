/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Messages under way: delivered in any order, late, twice or never. */
final class Network {

  private final SplittableRandom random;
  private final List<Runnable> underWay = new ArrayList<>();
  private boolean reliable;

  Network(SplittableRandom random) {
    this.random = random;
  }

  void send(Runnable message) {
    underWay.add(message);
  }

  /** Delivers one message, any of those under way. */
  void step() {
    if (underWay.isEmpty()) {
      return;
    }
    int index = random.nextInt(underWay.size());
    int fate = reliable ? 0 : random.nextInt(20);
    Runnable message = fate == 1 ? underWay.get(index) : remove(index);
    if (fate != 2) {
      message.run();
    }
  }

  /** From here on every message arrives once; delivers all. */
  void settle() {
    reliable = true;
    while (!underWay.isEmpty()) {
      step();
    }
  }

  private Runnable remove(int index) {
    Runnable last = underWay.remove(underWay.size() - 1);
    return index == underWay.size() ? last : underWay.set(index, last);
  }
}
