/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One batch of evals, told by the example files; see {@link Examples}. */
@ExtendWith(ClickHouseExtension.class)
class EvalExamplesTest {

  /** Of ana's request of that id. */
  private static final String BATCH = "evb_72780b7b324974219b36674e58a0aba3";

  @TempDir Path directory;

  @Test
  void everyExample_isTakenAndSent(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
      Examples examples = new Examples(service);
      String runner = service.runner;
      examples.post("eval_order", service.ana, "/v1/eval-batches");
      examples.post("eval_work", runner, "/v1/eval-runner/work");
      examples.post("eval_plan", runner, "/v1/eval-runner/batches/" + BATCH + "/plan");
      examples.post("eval_no_work", runner, "/v1/eval-runner/work");
      service.wrong(service.ana, "/v1/eval-batches/" + BATCH + "/confirm", "");
      examples.post("eval_work_confirmed", runner, "/v1/eval-runner/work");
      examples.post("eval_progress", runner, "/v1/eval-runner/batches/" + BATCH + "/progress");
      examples.post("eval_claim_lost", runner, "/v1/eval-runner/batches/" + BATCH + "/progress");
      examples.get("eval_batch", service.ben, "/v1/eval-batches/" + BATCH);
      examples.post("eval_end", runner, "/v1/eval-runner/batches/" + BATCH + "/end");
      examples.get("eval_page", service.ben, "/v1/eval-batches");
      examples.assertNoneIsLeft(file -> file.startsWith("eval_"));
    }
  }
}
