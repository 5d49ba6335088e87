/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aiops.grafana.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The health check of our images. */
class AnswersTest {

  @Test
  void answers_200_isHealthy() throws IOException {
    assertThat(asked(200, "/healthz")).isZero();
  }

  @Test
  void answers_anythingElse_isNot() throws IOException {
    assertThat(asked(503, "/healthz")).isNotZero();
    assertThat(asked(200, "/elsewhere")).isNotZero();
  }

  @Test
  void answers_nobodyListens_isNot() throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    int port = server.getAddress().getPort();
    server.stop(0);
    assertThat(check(port, "/healthz")).isNotZero();
  }

  private static int asked(int status, String path) throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    server.createContext(
        "/healthz",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      return check(server.getAddress().getPort(), path);
    } finally {
      server.stop(0);
    }
  }

  private static int check(int port, String path) {
    return new Program(ComposeFile.ROOT.resolve("docker/bin"))
        .run(List.of("bash", "answers", Integer.toString(port), path))
        .code();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
