/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The example files: the requests in them are sent, and the answers in them must come. With
 * AIOPS_CONTRACT_WRITE=1 in the environment the answers are written anew.
 */
final class Examples {

  private static final Path FOLDER = Contract.DIRECTORY.resolve("examples");
  private static final boolean WRITE = "1".equals(System.getenv("AIOPS_CONTRACT_WRITE"));

  private final TestService service;
  private final Set<String> told = new TreeSet<>();
  private final Map<String, String> drawn = new LinkedHashMap<>();

  Examples(TestService service) {
    this.service = service;
  }

  /** What the server draws at random has this name in the files. */
  void name(String text, String name) {
    drawn.put(text, name);
  }

  JsonNode post(String name, String token, String path) throws Exception {
    String request = Files.readString(FOLDER.resolve(told(name + ".request.json")));
    return check(name, service.post(token, real(path), real(request)).body());
  }

  JsonNode get(String name, String token, String path) throws Exception {
    return check(name, service.get(token, real(path)).body());
  }

  private JsonNode check(String name, JsonNode sent) throws IOException {
    Path file = FOLDER.resolve(told(name + ".response.json"));
    JsonNode named = Contract.JSON.readTree(named(sent.toPrettyString()));
    if (WRITE) {
      Files.writeString(file, named.toPrettyString() + "\n");
    }
    assertThat(named).as(name).isEqualTo(Contract.JSON.readTree(Files.readString(file)));
    return sent;
  }

  private String named(String text) {
    String named = text;
    for (Map.Entry<String, String> one : drawn.entrySet()) {
      named = named.replace(one.getKey(), one.getValue());
    }
    return named;
  }

  private String real(String text) {
    String real = text;
    for (Map.Entry<String, String> one : drawn.entrySet()) {
      real = real.replace(one.getValue(), one.getKey());
    }
    return real;
  }

  private String told(String file) {
    told.add(file);
    return file;
  }

  /** Fails where a file was not told. */
  void assertNoneIsLeft(Predicate<String> files) throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      Set<String> there =
          all.map(f -> f.getFileName().toString())
              .filter(files)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(there).as("no example is left over").isEqualTo(told);
    }
  }
}
