/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The wire contract, to which tests hold all that is sent. */
final class Contract {

  static final Path DIRECTORY = Path.of("contract");
  static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  Contract() throws IOException {
    String yaml = Files.readString(DIRECTORY.resolve("openapi.yaml"));
    document = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  JsonNode document() {
    return document;
  }

  /** Whether a body is what a schema says; the mistakes are the assertion's message. */
  void holds(String schema, JsonNode body) {
    assertThat(schema(schema).validate(body)).as("%s: %s", schema, body).isEmpty();
  }

  /** What an answer of an operation is to look like. */
  void holdsAnswer(String method, String path, int status, JsonNode body) {
    JsonNode responses = operation(method, path).path("responses");
    if (responses.has(Integer.toString(status))) {
      JsonNode content = responses.path(Integer.toString(status)).path("content");
      holds(name(content.path("application/json").path("schema")), body);
    } else {
      holds("Error", body);
    }
  }

  /** The schema of an operation's requests. */
  String request(String method, String path) {
    JsonNode content = operation(method, path).path("requestBody").path("content");
    return name(content.path("application/json").path("schema"));
  }

  private JsonNode operation(String method, String path) {
    String plain = path.split("\\?", 2)[0];
    String known =
        plain
            .replaceAll("^/v1/budgets/[^/]+/", "/v1/budgets/{name}/")
            .replaceAll("^/v1/leases/[^/]+/", "/v1/leases/{id}/")
            .replaceAll("^/v1/raises/[^/]+/", "/v1/raises/{id}/")
            .replaceAll("^/v1/runs/[^/]+/", "/v1/runs/{id}/")
            .replaceAll("^/v1/approvals/[^/]+", "/v1/approvals/{id}")
            .replaceAll("^/v1/eval-batches/[^/]+", "/v1/eval-batches/{id}")
            .replaceAll("^/v1/eval-runner/batches/[^/]+/", "/v1/eval-runner/batches/{id}/");
    return document.path("paths").path(known).path(method.toLowerCase(Locale.ROOT));
  }

  private static String name(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.substring(ref.lastIndexOf('/') + 1);
  }

  private JsonSchema schema(String name) {
    return schemas.computeIfAbsent(name, this::compile);
  }

  private JsonSchema compile(String name) {
    assertThat(document.path("components").path("schemas").has(name)).as(name).isTrue();
    ObjectNode root = JSON.createObjectNode();
    root.put("$ref", "#/components/schemas/" + name);
    root.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }
}
