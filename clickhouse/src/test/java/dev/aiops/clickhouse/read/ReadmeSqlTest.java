/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The questions in the project's README can be asked as they stand. */
@ExtendWith(ClickHouseExtension.class)
class ReadmeSqlTest {

  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @Test
  void questions_haveAnswers(TestDatabase database) throws IOException {
    SeedSpan.insert(
        database.ingest(),
        SeedSpan.chat("t1", "s1", "gpt-4o", "0.5").run("r1").start(Instant.now()),
        SeedSpan.chat("t2", "s2", "mystery", "0")
            .without("aiops.cost.usd")
            .with("aiops.cost.status", "unpriced")
            .failed("java.io.IOException", "reset")
            .run("r2")
            .root()
            .start(Instant.now()));

    assertThat(statements()).hasSize(3);
    for (String statement : statements()) {
      assertThat(database.ask(statement)).as(statement).isNotEmpty();
    }
  }

  private static List<String> statements() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    return BLOCK
        .matcher(readme)
        .results()
        .map(ReadmeSqlTest::text)
        .flatMap(block -> Pattern.compile(";\n").splitAsStream(block))
        .filter(statement -> !statement.isBlank())
        .toList();
  }

  private static String text(MatchResult block) {
    return block.group(1);
  }
}
