/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The actions that had to wait for a person and were asked for in a window, or still wait, as the
 * control log has them, and how their runs waited, as the runs say.
 *
 * @param window which
 */
public record Approvals(Window window) {

  /** An action is asked for once; whoever decides it, more than one row may say so. */
  private static final String SQL =
      """
      WITH asked AS (
        SELECT
          entity AS Id,
          toUnixTimestamp64Milli(minIf(at, kind = 'approval_requested')) AS RequestedMillis,
          anyIf(body, kind = 'approval_requested') AS Request,
          argMax(state_after, seq) AS State,
          arrayStringConcat(
            arrayDistinct(arrayMap(vote -> vote.2, arraySort(groupArrayIf((seq, actor), kind = 'approval_decided')))), ', ') AS DecidedBy,
          toUnixTimestamp64Milli(
            minOrNullIf(at, kind IN ('approval_settled', 'approval_expired', 'approval_cancelled'))) AS SettledMillis,
          toInt64(countIf(kind = 'approval_consumed')) AS Uses,
          toInt64(countIf(kind = 'approval_reported' AND state_after = 'EXECUTED')) AS Executions
        FROM control_log
        WHERE startsWith(kind, 'approval_') AND %2$s
        GROUP BY Id
      )
      SELECT
        Id, RequestedMillis, State, DecidedBy, SettledMillis, Uses, Executions, a.RunId AS RunId,
        JSONExtractString(Request, 'asked', 'action', 'tool') AS Tool,
        JSONExtractString(Request, 'asked', 'action', 'arguments') AS Arguments,
        JSONExtractString(Request, 'asked', 'rule', 'name') AS Rule,
        toInt64(ifNull(e.WaitedNanos, 0)) AS RunWaitedNanos, ifNull(e.Status, '') AS RunStatus
      FROM (SELECT *, JSONExtractString(Request, 'asked', 'run') AS RunId FROM asked) AS a
      LEFT JOIN (
        SELECT
          RunId,
          toUnixTimestamp64Nano(maxIf(EventTime, Kind = 'resumed'))
            - toUnixTimestamp64Nano(minIf(EventTime, Kind = 'waiting_approval')) AS WaitedNanos,
          argMaxIf(Status, EventTime, Kind = 'ended') AS Status
        FROM run_events
        WHERE EventTime >= %1$s - INTERVAL 1 DAY AND %3$s
        GROUP BY RunId
        HAVING countIf(Kind = 'waiting_approval') > 0 AND countIf(Kind = 'resumed') > 0
      ) AS e ON e.RunId = a.RunId
      WHERE %4$s
      ORDER BY RequestedMillis, Id
      """;

  private static final String IN_WINDOW =
      """
      (RequestedMillis >= intDiv(toUnixTimestamp64Nano(%1$s), 1000000) OR State = 'PENDING')
        AND (? = '' OR JSONExtractString(Request, 'asked', 'action', 'service') = ?)
      """;

  private static final String ASKED_BY_RUN =
      """
      entity IN (
        SELECT entity FROM control_log
        WHERE kind = 'approval_requested' AND JSONExtractString(body, 'asked', 'run') = ?
      )
      """;

  /** Oldest first. */
  public List<Approval> at(ClickHouse clickHouse) {
    String since = Rows.sqlInstant(window.since());
    String sql = SQL.formatted(since, "true", "true", IN_WINDOW.formatted(since));
    return Rows.of(clickHouse, sql, Approvals::approval, window.parameters());
  }

  /**
   * Those that one run asked for, oldest first; they are there before the span of their tool is.
   */
  public static List<Approval> askedBy(RunSummary run, ClickHouse clickHouse) {
    String since = Rows.sqlInstant(run.startedAt());
    String sql = SQL.formatted(since, ASKED_BY_RUN, "RunId = ?", "true");
    return Rows.of(clickHouse, sql, Approvals::approval, run.id(), run.id());
  }

  private static Approval approval(ResultSet row) throws SQLException {
    Long settled = Rows.optionalLong(row, "SettledMillis");
    return new Approval(
        row.getString("Id"),
        row.getString("Tool"),
        row.getString("Arguments"),
        row.getString("Rule"),
        row.getString("State"),
        Instant.ofEpochMilli(row.getLong("RequestedMillis")),
        row.getString("DecidedBy"),
        settled == null ? null : Instant.ofEpochMilli(settled),
        row.getLong("Uses"),
        row.getLong("Executions"),
        row.getString("RunId"),
        row.getString("RunStatus"),
        Duration.ofNanos(row.getLong("RunWaitedNanos")));
  }

  /**
   * One action.
   *
   * @param id its id
   * @param tool what was to be called
   * @param arguments with what, as JSON; written by a model
   * @param rule the rule of the policy that held it
   * @param state as it is now
   * @param requestedAt when it was asked for
   * @param decidedBy who answered, in their order; empty where nobody has
   * @param settledAt when enough people had, or its time was over or it was cancelled before; null
   *     while it waits
   * @param uses how often it was used to run
   * @param executions how often it was reported as run
   * @param runId the run that asked; empty where there was none
   * @param runStatus how that run ended; empty where it has not or never waited
   * @param runWaited how long that run was waiting_approval, all its actions together
   */
  public record Approval(
      String id,
      String tool,
      String arguments,
      String rule,
      String state,
      Instant requestedAt,
      String decidedBy,
      @Nullable Instant settledAt,
      long uses,
      long executions,
      String runId,
      String runStatus,
      Duration runWaited) {

    /** Whether it still waits for a person. */
    public boolean isPending() {
      return state.equals("PENDING");
    }
  }
}
