/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Holds a file to the published schema and says each broken rule with its remedy. */
final class SchemaRules {

  /** The published schema, a resource beside this class. */
  static final String SCHEMA = "evals.schema.json";

  private static final JsonNode TEXT = text();
  private static final JsonSchema COMPILED =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(
              TEXT, SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());

  /** Of alternatives none of which fits, each says why; the rule that one must fit says it all. */
  private static final Set<String> SAID_BY_THE_WHOLE = Set.of("oneOf");

  private SchemaRules() {}

  private static JsonNode text() {
    try (InputStream in = Objects.requireNonNull(SchemaRules.class.getResourceAsStream(SCHEMA))) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is published. */
  static String published() {
    return TEXT.toPrettyString() + "\n";
  }

  static void check(Document document) {
    for (ValidationMessage broken : COMPILED.validate(document.root())) {
      report(broken, document);
    }
  }

  private static void report(ValidationMessage broken, Document document) {
    String at = broken.getInstanceLocation().toString();
    boolean within = SAID_BY_THE_WHOLE.stream().anyMatch(k -> inside(broken, k));
    if (!within) {
      document.add(place(broken, at), name(at) + said(broken));
    }
  }

  private static boolean inside(ValidationMessage broken, String keyword) {
    return broken.getEvaluationPath().toString().contains("/" + keyword + "/");
  }

  private static String place(ValidationMessage broken, String at) {
    return broken.getType().equals("additionalProperties")
        ? at + "/" + broken.getProperty().replace("~", "~0").replace("/", "~1")
        : at;
  }

  private static String name(String pointer) {
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    return last.isEmpty() || Character.isDigit(last.charAt(0)) ? "" : last + ": ";
  }

  private static String said(ValidationMessage broken) {
    return switch (broken.getType()) {
      case "required" -> broken.getProperty() + " is missing: add it";
      case "additionalProperties" ->
          broken.getProperty() + " is not a key here: known are " + String.join(", ", keys(broken));
      case "enum" -> "must be one of " + String.join(", ", texts(rule(broken)));
      case "oneOf" -> "must be a text or a list of texts" + described(broken);
      case "pattern" -> "must be " + description(broken);
      case "exclusiveMinimum" -> "must be above " + rule(broken).asText() + described(broken);
      case "minimum" -> "must be at least " + rule(broken).asText() + described(broken);
      case "maximum" -> "must be at most " + rule(broken).asText() + described(broken);
      default -> broken.getError() + described(broken);
    };
  }

  private static String described(ValidationMessage broken) {
    String description = description(broken);
    return description.isEmpty() ? ": change it" : " (" + description + ")";
  }

  private static JsonNode rule(ValidationMessage broken) {
    return TEXT.at(fragment(broken));
  }

  private static JsonNode owner(ValidationMessage broken) {
    String rule = fragment(broken);
    return TEXT.at(rule.substring(0, rule.lastIndexOf('/')));
  }

  private static String fragment(ValidationMessage broken) {
    return broken.getSchemaLocation().getFragment().toString();
  }

  private static String description(ValidationMessage broken) {
    return owner(broken).path("description").asText();
  }

  private static List<String> keys(ValidationMessage broken) {
    List<String> keys = new ArrayList<>();
    owner(broken).path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
