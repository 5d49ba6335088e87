/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.compose.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Images are pinned or built here, and say how they are. */
class ImagesTest {

  /** Ends, or has an image without a shell: nothing there can be asked. */
  private static final Set<String> NEVER_ASKED = Set.of("migrate", "dashboards", "collector");

  private static final Pattern MAIN = Pattern.compile("jvm (dev\\.aiops\\.[\\w.]+)");

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void images_arePinnedToAVersion() {
    assertThat(compose.services().values())
        .allMatch(
            service -> String.valueOf(service.get("image")).matches("[a-z/-]+:\\d+\\.\\d+.*"));
  }

  /**
   * Two services that build one image at the same time make each other fail; and what is never
   * published must not be looked for where anybody could publish it.
   */
  @Test
  void images_ofOurs_areBuiltOnce_andNeverPulled() {
    compose.services().values().stream()
        .filter(Service::isOurs)
        .collect(Collectors.groupingBy(service -> service.get("image")))
        .forEach(
            (image, services) -> {
              assertThat(services).as("builds " + image).filteredOn(Service::isBuilt).hasSize(1);
              assertThat(services)
                  .filteredOn(service -> !service.isBuilt())
                  .allMatch(service -> service.get("pull_policy").equals("never"));
            });
    assertThat(compose.service("migrate").isBuilt()).as("all wait for it").isTrue();
  }

  @Test
  void programs_ofTheImages_areThere() throws IOException {
    Set<String> mains = new TreeSet<>();
    try (Stream<Path> files = Files.list(ComposeFile.ROOT.resolve("docker/bin"))) {
      for (Path file : files.toList()) {
        MAIN.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(mains::add);
      }
    }
    assertThat(mains).hasSize(3);
    for (String main : mains) {
      String source = "src/main/java/" + main.replace('.', '/') + ".java";
      assertThat(List.of("clickhouse", "approval-api", "eval-runner"))
          .as(main)
          .anyMatch(module -> Files.exists(ComposeFile.ROOT.resolve(module).resolve(source)));
    }
  }

  @Test
  void health_isAskedWhereItCanBe() throws IOException {
    compose
        .services()
        .forEach(
            (name, service) -> {
              if (!NEVER_ASKED.contains(name)) {
                assertThat(service.get("healthcheck") != null || service.isOurs())
                    .as(name)
                    .isTrue();
                assertThat(String.valueOf(service.get("healthcheck")))
                    .as(name)
                    .doesNotContain("disable");
              }
            });
    assertThat(ComposeFile.dockerfile()).contains("USER 10001");
    for (String target : List.of("approval-api", "eval-runner")) {
      assertThat(stage(target)).as(target).contains("HEALTHCHECK ");
    }
  }

  /** The heartbeat that is looked at is the one that is written, where the container may write. */
  @Test
  void heartbeats_areThoseThatAreWritten() throws IOException {
    Service housekeep = compose.service("housekeep");
    String file = housekeep.list("command").get(3);
    assertThat(((Map<?, ?>) housekeep.get("healthcheck")).get("test").toString())
        .startsWith("[CMD, alive, " + file + ", ");
    assertThat(ComposeFile.match("\\[\"alive\", \"([^\"]+)\"", stage("eval-runner")))
        .isEqualTo(ComposeFile.match("\"--heartbeat\", \"([^\"]+)\"", stage("eval-runner")))
        .isEqualTo(file)
        .startsWith("/tmp/");
    assertThat(housekeep.list("tmpfs")).singleElement().asString().startsWith("/tmp:");
  }

  /** The part of the Dockerfile that makes an image. */
  private static String stage(String target) throws IOException {
    return ComposeFile.dockerfile().split(" AS " + target + "\n", 2)[1].split("\nFROM ", 2)[0];
  }
}
