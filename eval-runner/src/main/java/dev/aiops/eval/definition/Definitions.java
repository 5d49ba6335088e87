/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.check.CustomChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Definitions, no two of one name.
 *
 * @param all in the order in which they are written
 */
public record Definitions(List<Definition> all) {

  /** Takes a copy. */
  public Definitions {
    all = List.copyOf(all);
  }

  /**
   * Reads files, and of folders every {@code *.yaml} and {@code *.yml}.
   *
   * @throws InvalidDefinitionsException with every mistake in all of them
   */
  public static Definitions ofFiles(List<Path> paths, CustomChecks custom) {
    Map<String, String> texts = new TreeMap<>();
    paths.stream()
        .flatMap(Definitions::files)
        .forEach(file -> texts.put(file.toString(), text(file)));
    return of(texts, custom);
  }

  /** Reads texts by the names of their files. */
  public static Definitions of(Map<String, String> texts, CustomChecks custom) {
    Reading reading = new Reading(custom);
    texts.forEach(reading::read);
    return reading.done();
  }

  /** Reads what {@link #json()} wrote. */
  public static Definitions ofJson(String json, CustomChecks custom) {
    return of(Map.of("frozen definitions", json), custom);
  }

  /** The JSON Schema of a file of definitions. */
  public static String schema() {
    return SchemaRules.published();
  }

  /** All of them as one file, in JSON, which is YAML. */
  public String json() {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    all.forEach(definition -> file.withArray("evals").add(definition.source()));
    return file.toString();
  }

  /** The version of each, by name. */
  public Map<String, String> versions() {
    return all.stream()
        .collect(
            Collectors.toMap(Definition::name, Definition::version, (a, b) -> a, TreeMap::new));
  }

  private static Stream<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Definitions::isYaml).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the folder " + path, e);
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": is it there, and is it text?", e);
    }
  }

  /** Reads one file after the other and gathers what is wrong with any. */
  private static final class Reading {

    private final CustomChecks custom;
    private final List<Definition> found = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    Reading(CustomChecks custom) {
      this.custom = custom;
    }

    void read(String file, String yaml) {
      Document document = YamlReader.read(file, yaml);
      if (document.isSound()) {
        SchemaRules.check(document);
      }
      if (document.isSound()) {
        definitions(document, file);
      }
      mistakes.addAll(document.mistakes());
    }

    private void definitions(Document document, String file) {
      JsonNode list = document.root().path("evals");
      for (int i = 0; i < list.size(); i++) {
        String pointer = "/evals/" + i;
        requireNew(document, list.get(i).path("name").asText(), pointer + "/name", file);
        new DefinitionReader(document, custom).read(list.get(i), pointer).ifPresent(found::add);
      }
    }

    private void requireNew(Document document, String name, String pointer, String file) {
      String other = files.putIfAbsent(name, file);
      if (other != null) {
        document.add(pointer, "name " + name + " is taken in " + other + ": rename one");
      }
    }

    Definitions done() {
      if (!mistakes.isEmpty()) {
        throw new InvalidDefinitionsException(mistakes);
      }
      return new Definitions(found);
    }
  }
}
