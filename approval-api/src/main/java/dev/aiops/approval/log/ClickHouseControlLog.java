/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import dev.aiops.approval.log.ServerException.Fate;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The control log in the ClickHouse table {@code control_log}. The compare and set is an insert
 * whose deduplication token is the place it claims: of several with one token the server takes the
 * first. It answers the others as if it had taken them, so what stands there is read after each.
 *
 * <p>Why this holds through lost replies, kills and tokens without rows is in RATIONALE.md.
 */
public final class ClickHouseControlLog implements ControlLog {

  /** How long a request may take by default. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  /** A kill burns at most one token; more than a few in a row are no accident. */
  private static final int MOST_BURNT = 16;

  private static final int SENT_TWICE = 2;

  /** Of so many rows the sizes are not asked for: near the log's end, where most reads are. */
  private static final int FEW = 32;

  private static final String INSERT =
      "INSERT INTO control_log (" + RowWriter.COLUMNS + ") FORMAT RowBinary";

  /**
   * WITH TIES: of different rows at one place none must be left for a page that starts after it.
   */
  private static final String ROWS =
      "SELECT %s FROM control_log WHERE seq > %d ORDER BY seq LIMIT %d WITH TIES FORMAT RowBinary";

  /**
   * The page ends where the bodies before a row have so many bytes. Sizes are taken before rows are
   * sorted, or the server would sort, and hold, the bodies.
   */
  private static final String PAGE =
      """
      SELECT %s FROM control_log
      WHERE seq > %d AND seq <= (
        SELECT max(seq) FROM (
          SELECT seq, sum(bytes) OVER (ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM (SELECT seq, length(body) AS bytes FROM control_log WHERE seq > %d ORDER BY seq LIMIT %d WITH TIES))
        WHERE before < %d)
      ORDER BY seq
      SETTINGS query_plan_execute_functions_after_sorting = 0
      FORMAT RowBinary
      """;

  /** One group is one block and so one part, whatever the user's profile says. */
  private static final Map<String, String> ONE_PART =
      Map.of(
          "async_insert", "0",
          "insert_deduplicate", "1",
          "max_insert_block_size", "1048576",
          "min_insert_block_size_rows", "1048576",
          "min_insert_block_size_bytes", "268435456",
          "session_check", "1");

  private static final long NOWHERE = -1;

  private final Server server;

  /** Where the newest page ended after which more may follow: a start reads on from there. */
  private volatile long goesOnAfter = NOWHERE;

  /** The draft that was sent and of which it is not known what became. */
  private @Nullable Draft unresolved;

  /** Dies with the server's process, so that an insert is executed by the one that was read. */
  private String session = newSession();

  /** The log of a database; does no I/O. The user is {@code aiops_control} or may as much. */
  public ClickHouseControlLog(ClickHouse at) {
    this(at, LIMIT);
  }

  /**
   * The log of a database; does no I/O.
   *
   * @param limit how long one request may take, reading a page included
   */
  public ClickHouseControlLog(ClickHouse at, Duration limit) {
    server = new Server(at, limit);
  }

  @Override
  public Page read(long after, int limit) {
    try {
      return page(after, limit);
    } catch (ServerException e) {
      throw new ControlLogUnavailableException(
          false, "The control log cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized Appended append(Draft draft) {
    Group.require(draft);
    Draft earlier = unresolved;
    if (earlier != null && earlier != draft) {
      resolve(earlier);
    }
    return commit(draft);
  }

  /** Finds out what became of an earlier draft, by sending it until that is known. */
  private void resolve(Draft earlier) {
    try {
      commit(earlier);
    } catch (ControlLogUnavailableException e) {
      String message = "Not appended, as it is not known yet what became of an earlier group. ";
      throw new ControlLogUnavailableException(false, message + e.getMessage(), e);
    }
  }

  private Appended commit(Draft draft) {
    try {
      for (int burnt = 0; burnt < MOST_BURNT; burnt++) {
        Optional<Appended> outcome = claim(draft, burnt);
        if (outcome.isPresent()) {
          unresolved = null;
          return outcome.get();
        }
      }
    } catch (ServerException e) {
      // what the session was for may still be running in it
      session = newSession();
      throw unavailable(draft, "The control log cannot be written: " + e.getMessage(), e);
    }
    throw unavailable(draft, burntAll(draft), null);
  }

  private ControlLogUnavailableException unavailable(
      Draft draft, String message, @Nullable Throwable cause) {
    return new ControlLogUnavailableException(unresolved == draft, message, cause);
  }

  /** Tries one token of a place; empty where it is burnt: accepted twice, and nothing stands. */
  private Optional<Appended> claim(Draft draft, int burnt) throws ServerException {
    Optional<Appended> outcome = look(draft);
    for (int sent = 0; sent < SENT_TWICE && outcome.isEmpty(); sent++) {
      insert(draft, burnt);
      outcome = look(draft);
    }
    return outcome;
  }

  private Optional<Appended> look(Draft draft) throws ServerException {
    long before = Math.max(0, draft.base().seq() - 1);
    // the base, the draft, and one more, as a read must not end within a place
    int limit = draft.rows().size() + 2;
    return Places.outcome(draft, rows(before, limit, Map.of("session_id", session)));
  }

  private void insert(Draft draft, int burnt) throws ServerException {
    Draft before = unresolved;
    unresolved = draft;
    try {
      server.insert(INSERT, settings(token(draft, burnt)), RowWriter.bytes(draft.rows()));
    } catch (ServerException e) {
      if (e.fate() == Fate.NOT_EXECUTED || (e.fate() == Fate.FAILED && look(draft).isEmpty())) {
        unresolved = before;
      }
      throw e;
    }
  }

  private static String token(Draft draft, int burnt) {
    long seq = draft.base().seq() + 1;
    return burnt == 0 ? Long.toString(seq) : seq + ":" + burnt;
  }

  private Map<String, String> settings(String token) {
    Map<String, String> settings = new HashMap<>(ONE_PART);
    settings.put("insert_deduplication_token", token);
    settings.put("session_id", session);
    return settings;
  }

  private Page page(long after, int limit) throws ServerException {
    Page page = goesOnAfter == after ? large(after, limit) : few(after, limit);
    int size = page.rows().size();
    goesOnAfter = page.more() && size > 0 ? page.rows().get(size - 1).seq() : NOWHERE;
    return page;
  }

  private Page few(long after, int limit) throws ServerException {
    int few = Math.min(limit, FEW);
    byte[] start = server.ask(ROWS.formatted(RowWriter.COLUMNS, after, few), Map.of());
    List<Committed> first = RowReader.rows(start);
    return first.size() < few && start.length < MOST_READ
        ? new Page(Places.of(first), false)
        : large(after, limit);
  }

  private Page large(long after, int limit) throws ServerException {
    String sql = PAGE.formatted(RowWriter.COLUMNS, after, after, limit, MOST_READ);
    byte[] answer = server.ask(sql, Map.of());
    List<Committed> rows = RowReader.rows(answer);
    return new Page(Places.of(rows), rows.size() >= limit || answer.length >= MOST_READ);
  }

  private List<Committed> rows(long after, int limit, Map<String, String> settings)
      throws ServerException {
    String sql = ROWS.formatted(RowWriter.COLUMNS, after, limit);
    return Places.of(RowReader.rows(server.ask(sql, settings)));
  }

  private static String burntAll(Draft draft) {
    return "ClickHouse took "
        + MOST_BURNT
        + " inserts at seq "
        + (draft.base().seq() + 1)
        + " of the control log and shows none of them: may the user read the whole table, and is it"
        + " one server?";
  }

  private static String newSession() {
    return UUID.randomUUID().toString();
  }
}
