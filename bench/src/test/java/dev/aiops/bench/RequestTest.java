/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RequestTest {
  @Test
  void read_keptAliveConnection_readsEachRequestToItsEnd() throws IOException {
    InputStream in =
        bytes(
            "POST /20000/openai/v1/chat HTTP/1.1\r\nHost: x\r\nCONTENT-LENGTH: 5\r\n\r\nhello"
                + "POST /0/gemini/v1beta/x HTTP/1.1\r\nContent-Length:0\r\n\r\n");
    assertThat(Request.read(in)).isEqualTo(new Request(20_000_000, "openai", "hello"));
    assertThat(Request.read(in)).isEqualTo(new Request(0, "gemini", ""));
    assertThat(Request.read(in)).isNull();
  }

  @Test
  void read_noDelayInPath_saysWhatIsMissing() {
    assertThatThrownBy(() -> Request.read(bytes("GET / HTTP/1.1\r\n\r\n")))
        .hasMessage("the path must be /MICROSECONDS/PROTOCOL/…, got GET / HTTP/1.1");
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
