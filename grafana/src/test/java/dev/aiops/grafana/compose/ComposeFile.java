/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import dev.aiops.grafana.query.AlertRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of docker compose. Where a service merges others in by {@code <<}, its own keys win. */
record ComposeFile(Map<?, ?> yaml) {

  static final Path ROOT = Path.of("..");

  static ComposeFile read() {
    return new ComposeFile((Map<?, ?>) AlertRule.load(ROOT.resolve("docker-compose.yml")));
  }

  Map<String, Service> services() {
    return ((Map<?, ?>) yaml.get("services"))
        .entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> String.valueOf(e.getKey()),
                    e -> new Service((Map<?, ?>) e.getValue()),
                    (a, b) -> a,
                    TreeMap::new));
  }

  Service service(String name) {
    return services().get(name);
  }

  /** One of the services. */
  record Service(Map<?, ?> yaml) {

    Map<String, String> environment() {
      Map<?, ?> values = (Map<?, ?>) get("environment");
      return values == null
          ? Map.of()
          : values.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())));
    }

    List<String> list(String key) {
      return get(key) instanceof List<?> list
          ? list.stream().map(String::valueOf).toList()
          : List.of();
    }

    /** Host path and container path of what is mounted from the repository. */
    Map<String, String> mounts() {
      return list("volumes").stream()
          .filter(volume -> volume.startsWith("."))
          .map(volume -> volume.split(":", -1))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    boolean isBuilt() {
      return get("build") != null;
    }

    Object get(String key) {
      return Stream.concat(Stream.of(yaml), merged())
          .filter(from -> from.containsKey(key))
          .map(from -> (Object) from.get(key))
          .findFirst()
          .orElse(null);
    }

    private Stream<Map<?, ?>> merged() {
      Object from = yaml.get("<<");
      return (from instanceof List<?> all ? all.stream() : Stream.ofNullable(from))
          .map(one -> (Map<?, ?>) one);
    }
  }
}
