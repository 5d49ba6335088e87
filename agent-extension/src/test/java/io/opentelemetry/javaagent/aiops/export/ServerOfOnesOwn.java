/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import dev.aiops.clickhouse.migrate.Migrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** A migrated server that a test may stop and kill; it comes back on the same port. */
final class ServerOfOnesOwn implements AutoCloseable {

  private static final String DATABASE = "aiops";

  private final EmbeddedSettings settings;
  private EmbeddedClickHouse server;

  ServerOfOnesOwn(Path directory) {
    settings =
        new EmbeddedSettings(directory, freePort(), 0, Passwords.random(), List.of(DATABASE), true);
    server = EmbeddedClickHouse.start(settings);
    Migrator.unclustered(server.handle(Users.ADMIN, DATABASE)).migrate();
  }

  void kill() {
    server.kill();
  }

  void stop() {
    server.close();
  }

  void startAgain() {
    server = EmbeddedClickHouse.start(settings);
  }

  ExportSettings settings(Path spool) {
    ClickHouse to = server.handle(Users.INGEST, DATABASE);
    return new ExportSettings(to.url(), to.database(), to.user(), to.password(), spool, 256L << 20);
  }

  String ask(String sql) {
    return server.handle(Users.ADMIN, DATABASE).ask(sql);
  }

  /**
   * Every number from 0 is there, once; each batch is one part; every view agrees with the spans.
   */
  void hasEachCallOnce(long calls) {
    assertThat(
            ask(
                "SELECT count(), uniqExact(SpanAttributes['test.number']),"
                    + " max(toUInt64(SpanAttributes['test.number'])) FROM otel_traces"))
        .isEqualTo(calls + "\t" + calls + "\t" + (calls - 1));
    assertThat(
            ask(
                "SELECT countIf(parts > 1) FROM (SELECT BatchId, uniqExact(_part) AS parts"
                    + " FROM otel_traces GROUP BY BatchId)"))
        .isEqualTo("0");
    String spans =
        ask(
            "SELECT count(), sum(CostUsd), sum(InputTokens) FROM otel_traces"
                + " SETTINGS optimize_use_projections = 0");
    assertThat(ask("SELECT count(), sum(CostUsd), sum(InputTokens) FROM llm_calls"))
        .isEqualTo(spans);
    assertThat(ask("SELECT sum(Calls), sum(CostUsd), sum(InputTokens) FROM costs"))
        .isEqualTo(spans);
    assertThat(ask("SELECT sum(ModelCalls), sum(CostUsd), sum(InputTokens) FROM runs"))
        .isEqualTo(spans);
  }

  @Override
  public void close() {
    server.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
