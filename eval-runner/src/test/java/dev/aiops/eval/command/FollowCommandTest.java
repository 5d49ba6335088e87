/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** As the container of docker compose calls it. */
@ExtendWith(ClickHouseExtension.class)
class FollowCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void follow_withDefinitions_beatsOnceItHasLooked(TestDatabase database) throws Exception {
    Path definitions = Files.createDirectory(folder.resolve("evals"));
    Files.writeString(
        definitions.resolve("a.yaml"), "evals: [{name: answers, check: {type: errors}}]");
    Path heartbeat = folder.resolve("heartbeat");
    Thread following = follow(database, definitions, heartbeat);
    try {
      await(heartbeat);
      assertThat(out.toString(UTF_8)).contains("Following runs by 1 definitions");
    } finally {
      stop(following);
    }
  }

  /** It is at work, and has nothing to do. */
  @Test
  void follow_withoutDefinitions_beatsAndSaysWhy(TestDatabase database) throws Exception {
    Path definitions = Files.createDirectory(folder.resolve("none"));
    Path heartbeat = folder.resolve("heartbeat");
    Thread following = follow(database, definitions, heartbeat);
    try {
      await(heartbeat);
      assertThat(out.toString(UTF_8))
          .contains("no definition is in " + definitions)
          .doesNotContain("Following");
    } finally {
      stop(following);
    }
  }

  /** Nobody restarts it in a loop, and no run is judged with half of the definitions. */
  @Test
  void follow_withoutAJudgesKey_beatsAndSaysWhich(TestDatabase database) throws Exception {
    Path definitions = Files.createDirectory(folder.resolve("judged"));
    Files.writeString(
        definitions.resolve("a.yaml"),
        "evals: [{name: a, check: {type: judge, criterion: tone, judge: {provider: openai, model: m-1, key: NO_SUCH_KEY}}}]");
    Path heartbeat = folder.resolve("heartbeat");
    Thread following = follow(database, definitions, heartbeat);
    try {
      await(heartbeat);
      assertThat(out.toString(UTF_8))
          .contains("NO_SUCH_KEY is not set: put the key of openai there")
          .doesNotContain("Following");
    } finally {
      stop(following);
    }
  }

  private Thread follow(TestDatabase database, Path definitions, Path heartbeat) {
    FollowCommand command =
        new FollowCommand(
            Log.of(database.eval(), Clock.systemUTC()),
            new JudgesReady(Map.of(), new PrintStream(out, true, UTF_8)),
            Optional.empty(),
            new PrintStream(out, true, UTF_8));
    List<String> arguments =
        List.of(
            "--wait", "--definitions", definitions.toString(), "--heartbeat", heartbeat.toString());
    Thread thread = new Thread(() -> command.run(arguments));
    thread.setDaemon(true);
    // an interrupted wait for definitions ends by an exception
    thread.setUncaughtExceptionHandler((t, e) -> assertThat(e).hasMessageContaining("interrupted"));
    thread.start();
    return thread;
  }

  private static void await(Path file) throws IOException, InterruptedException {
    for (int i = 0; i < 200 && !(Files.exists(file) && Files.size(file) > 0); i++) {
      Thread.sleep(50);
    }
    assertThat(file).isNotEmptyFile();
    assertThat(
            Duration.between(
                Files.getLastModifiedTime(file).toInstant(), Clock.systemUTC().instant()))
        .isLessThan(Duration.ofMinutes(1));
  }

  private static void stop(Thread following) throws InterruptedException {
    following.interrupt();
    following.join(10_000);
    assertThat(following.isAlive()).isFalse();
  }
}
