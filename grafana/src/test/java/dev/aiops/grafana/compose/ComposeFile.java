/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import dev.aiops.grafana.query.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of docker compose. Where a service merges others in by {@code <<}, its own keys win. */
record ComposeFile(Map<?, ?> yaml) {

  static final Path ROOT = Path.of("..");

  static ComposeFile read() {
    return read(ROOT.resolve("docker-compose.yml"));
  }

  static ComposeFile read(Path file) {
    return new ComposeFile((Map<?, ?>) AlertRule.load(file));
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

  /** What another service must have come to before a service starts. */
  Object condition(String service, String on) {
    Map<?, ?> all = (Map<?, ?>) service(service).get("depends_on");
    return ((Map<?, ?>) all.get(on)).get("condition");
  }

  /** What the images are made by. */
  static String dockerfile() throws IOException {
    return Files.readString(ROOT.resolve("docker/Dockerfile"));
  }

  /** The group of a regular expression that a text must have. */
  static String match(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .findFirst()
        .map(m -> m.group(1))
        .orElseThrow(() -> new AssertionError("no " + regex + " in\n" + text));
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

    /** Whether its image is one of this repository. */
    boolean isOurs() {
      return String.valueOf(get("image")).startsWith("aiops/");
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
