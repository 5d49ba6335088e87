/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.Label;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What programs ask about labels, told by the example files, and how each is kept once. */
@ExtendWith(ClickHouseExtension.class)
class LabelsApiTest {

  private static final String RUN = "0193b2a0-7c3a-7d52-9a41-5f0c2f7f4d11";

  @TempDir Path directory;

  @Test
  void everyExample_isTakenAndSent(TestDatabase database) throws Exception {
    JudgedRun.add(database, RUN, "How much did I get?", "25 dollars.");
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
      Examples examples = new Examples(service);
      String path = "/v1/runs/" + RUN + "/labels";
      examples.post("label_give", service.ana, path);
      examples.post("label_forbidden", service.ben, path);
      examples.post("label_no_such_criterion", service.ana, path);
      examples.get("label_list", service.ben, path);
      examples.get("label_no_such_run", service.ben, path.replace("4d11", "4d12"));
      examples.assertNoneIsLeft(file -> file.startsWith("label_"));
    }
  }

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123Z");

  private static Label label(Instant at) {
    return new Label(Criterion.ofRun("judge", "r"), "pass", "why\tthis\n", "ana", at, "form");
  }

  @Test
  void add_sameTokenAgain_isTheFirst(TestDatabase database) {
    LabelInsert insert = new LabelInsert(database.control());
    assertThat(insert.add("r", label(NOON), "label:same")).isEqualTo(label(NOON));
    assertThat(insert.add("r", label(NOON.plusSeconds(9)), "label:same")).isEqualTo(label(NOON));
    assertThat(count(database, "BatchId LIKE 'label:same%'")).isEqualTo("1");
  }

  /** As after a server that was killed between the token and the part. */
  @Test
  void add_whoseTokenIsBurnt_goesUnderAnother(TestDatabase database) {
    LabelInsert insert = new LabelInsert(database.control());
    insert.add("r", label(NOON), "label:burnt");
    database.execute(
        "ALTER TABLE eval_labels DELETE WHERE BatchId = 'label:burnt' SETTINGS mutations_sync = 1");
    assertThat(insert.add("r", label(NOON), "label:burnt")).isEqualTo(label(NOON));
    assertThat(count(database, "BatchId = 'label:burnt:1'")).isEqualTo("1");
  }

  private static String count(TestDatabase database, String where) {
    return database.ask("SELECT count() FROM eval_labels WHERE " + where);
  }
}
