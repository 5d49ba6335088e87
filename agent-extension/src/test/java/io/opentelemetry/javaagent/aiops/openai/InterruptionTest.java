/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  @Test
  void isOne_cancelledOrInterrupted_anywhereInTheChain() {
    assertThat(Interruption.isOne(new CancellationException())).isTrue();
    assertThat(Interruption.isOne(new RuntimeException(new InterruptedException()))).isTrue();
    assertThat(Interruption.isOne(new IOException(new InterruptedIOException("interrupted"))))
        .isTrue();
  }

  @Test
  void isOne_timeoutsAndOtherFailures_areNone() {
    assertThat(Interruption.isOne(new SocketTimeoutException("timeout"))).isFalse();
    assertThat(Interruption.isOne(new RuntimeException(new InterruptedIOException("timeout"))))
        .isFalse();
    assertThat(Interruption.isOne(new IOException("reset"))).isFalse();
  }

  /** As okhttp3.internal.connection.RealCall.AsyncCall fails when its client was closed before. */
  @Test
  void isOne_callOfAClientAlreadyClosed_isNone() {
    IOException rejected = new InterruptedIOException("executor rejected");
    rejected.initCause(new RejectedExecutionException("shut down"));
    assertThat(Interruption.isOne(new RuntimeException("Request failed", rejected))).isFalse();
  }
}
