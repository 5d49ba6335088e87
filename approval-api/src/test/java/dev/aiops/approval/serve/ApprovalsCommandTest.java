/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static dev.aiops.approval.serve.ApprovalAgent.request;
import static dev.aiops.approval.serve.ApprovalAgent.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code approvals}, as an operator on a terminal uses it. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalsCommandTest {

  @TempDir Path directory;

  @Test
  void operator_listsShowsAndDecides(TestDatabase database) throws Exception {
    try (TestService service =
        new TestService(database.control(), directory, InstantSource.system())) {
      assertThat(say(service, "list").out()).isEqualTo("Nothing waits for a person.\n");
      String first = ask(service, "{\"amount\": 250, \"note\": \"a\u202eb\\u001b[2J\"}");
      String second = ask(service, "{\"amount\": 300}");
      assertThat(say(service).out().lines().toList())
          .hasSize(3)
          .satisfies(
              lines -> {
                assertThat(lines.get(0))
                    .startsWith(first + "  0 min  large-refunds  refund  {")
                    .contains("a\\u{202e}b\\u001B[2J");
                assertThat(lines.get(1)).startsWith(second);
                assertThat(lines.get(2)).isEqualTo("2 waiting.");
              });
      assertThat(say(service, "show", first).out()).contains("state  PENDING\n");
      assertThat(say(service, "approve", first).out()).startsWith(first + " is APPROVED: refund ");
      assertThat(say(service, "show", first).out()).contains("\"shown\":{\"channel\":\"cli\"");
      assertThat(say(service, "revoke", first, "--reason", "fraud").out())
          .startsWith(first + " is REVOKED: ");
      assertThat(say(service, "deny", second).err()).contains("give the reason of the denial");
      assertThat(say(service, "deny", second, "--reason", "twice").out())
          .startsWith(second + " is DENIED: ");
      assertThat(say(service, "approve", second).err()).contains("is DENIED by ben at ");
      assertThat(say(service, "history", second).out().lines().toList())
          .hasSize(3)
          .last()
          .asString()
          .contains("approval_settled  DENIED  by ben  twice");
      assertThat(say(service, "show", "x").err()).contains("name an approval by its id");
      assertThat(say(service, "eat", first).err()).contains("approvals takes list, show ID");
    }
  }

  private static String ask(TestService service, String arguments) throws Exception {
    String body = request("refund", null, unique(), arguments);
    return service
        .post(service.support, "/v1/approvals", body)
        .body()
        .path("approval")
        .path("id")
        .asText();
  }

  private Said say(TestService service, String... order) throws Exception {
    Path token = Files.writeString(directory.resolve("ben.token"), service.ben);
    List<String> line = new ArrayList<>();
    line.addAll(List.of("approvals", "http://127.0.0.1:" + service.port(), token.toString()));
    line.addAll(Arrays.asList(order));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Main.run(line, Map.of(), stream(out), stream(err));
    return new Said(text(out), text(err));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream from) {
    return from.toString(StandardCharsets.UTF_8);
  }

  /** What a command printed. */
  private record Said(String out, String err) {}
}
