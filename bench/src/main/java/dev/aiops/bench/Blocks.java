/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The batches the agent has inserted into {@code otel_traces}, read back as compressed Native
 * blocks, and what posting just those again takes: the limit of any export from one process over
 * one connection.
 */
final class Blocks {
  private static final String COLUMNS =
      """
      SELECT arrayStringConcat(groupArray('`' || name || '`'), ', ') FROM (
        SELECT name FROM system.columns
        WHERE database = currentDatabase() AND table = 'otel_traces' AND default_kind = ''
        ORDER BY position)\
      """;
  private static final String BATCHES =
      "SELECT BatchId, count() FROM otel_traces GROUP BY BatchId ORDER BY count() DESC LIMIT ";
  private static final String ONE_BLOCK =
      " FORMAT Native SETTINGS max_threads = 1, max_block_size = 1000000,"
          + " preferred_block_size_bytes = 0";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ClickHouse store;
  private final String columns;
  private final List<Block> blocks = new ArrayList<>();

  private Blocks(ClickHouse store) {
    this.store = store;
    this.columns = store.ask(COLUMNS).replace("\\'", "'");
  }

  /** Reads back the largest batches of the table, at most that many. */
  static Blocks largest(ClickHouse store, int atMost) throws IOException, InterruptedException {
    Blocks blocks = new Blocks(store);
    for (String batch : store.ask(BATCHES + atMost).lines().toList()) {
      blocks.read(batch.split("\t", -1));
    }
    return blocks;
  }

  /** Rows in all blocks by the number of blocks. */
  long rowsPerBlock() {
    return blocks.stream().mapToLong(Block::rows).sum() / blocks.size();
  }

  /** Posts the blocks in turn, over and over, and returns the rows accepted per second. */
  double rowsPerSecond(long millis) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long rows = 0;
    for (int i = 0; System.nanoTime() - start < millis * 1_000_000; i++) {
      Block block = blocks.get(i % blocks.size());
      post(block);
      rows += block.rows();
    }
    return rows * 1e9 / (System.nanoTime() - start);
  }

  private void read(String[] batch) throws IOException, InterruptedException {
    String sql =
        "SELECT " + columns + " FROM otel_traces WHERE BatchId = '" + batch[0] + "'" + ONE_BLOCK;
    blocks.add(new Block(Long.parseLong(batch[1]), send("compress=1", sql.getBytes(UTF_8))));
  }

  private void post(Block block) throws IOException, InterruptedException {
    String insert = "INSERT INTO otel_traces (" + columns + ") FORMAT Native";
    send(
        "decompress=1&async_insert=0&insert_deduplication_token="
            + UUID.randomUUID()
            + "&query="
            + URLEncoder.encode(insert, UTF_8),
        block.bytes());
  }

  private byte[] send(String parameters, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(store.url() + "/?database=" + store.database() + "&" + parameters))
            .header("X-ClickHouse-User", store.user())
            .header("X-ClickHouse-Key", store.password())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("ClickHouse refused: " + new String(response.body(), UTF_8));
    }
    return response.body();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(long rows, byte[] bytes) {}
}
