/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttachedTest {

  private final Attached<String> attached = new Attached<>();

  @Test
  void get_sameInstance_isWhatWasPut() {
    List<String> object = new ArrayList<>();
    attached.put(object, "value", () -> {});
    object.add("its hash code is another now");

    assertThat(attached.get(object)).isEqualTo("value");
  }

  @Test
  void get_equalInstance_isNothing() {
    List<String> object = new ArrayList<>();
    attached.put(object, "value", () -> {});

    assertThat(attached.get(new ArrayList<>())).isNull();
    assertThat(object).isEmpty();
  }

  @Test
  void put_objectThatNobodyHasAnyMore_tellsOnce() throws Exception {
    CountDownLatch collected = new CountDownLatch(1);
    attached.put(new Object(), "value", collected::countDown);

    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!collected.await(10, TimeUnit.MILLISECONDS)) {
      assertThat(System.nanoTime()).as("never collected").isLessThan(end);
      System.gc();
    }
    assertThat(collected.getCount()).isZero();
  }
}
