/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import dev.aiops.eval.check.Target.Part;
import java.util.Comparator;
import java.util.Set;

/** Checks of a text that is to be JSON. */
public final class JsonTexts {

  private JsonTexts() {}

  /** It is one JSON value. */
  public static Check valid(Part part) {
    return new OfText(
        part,
        text -> {
          boolean valid = Json.read(text).isPresent();
          return Outcome.of(valid, valid ? "is JSON" : "is not JSON");
        });
  }

  /**
   * It is one JSON value that a schema (2020-12) admits. References to elsewhere are not followed.
   */
  public static Check schema(Part part, JsonNode schema) {
    JsonSchema compiled =
        JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(l -> l.add(DisallowSchemaLoader.getInstance())))
            .getSchema(schema);
    return new OfText(part, text -> admitted(text, compiled));
  }

  private static Outcome admitted(String text, JsonSchema schema) {
    return Json.read(text)
        .map(value -> admitted(value, schema))
        .orElseGet(() -> Outcome.of(false, "is not JSON"));
  }

  private static Outcome admitted(JsonNode value, JsonSchema schema) {
    Set<ValidationMessage> broken = schema.validate(value);
    return broken.stream()
        .min(Comparator.comparing(message -> message.getInstanceLocation().toString()))
        .map(first -> Outcome.of(false, broken.size() + " rules broken, first: " + first))
        .orElseGet(() -> Outcome.of(true, "is what the schema admits"));
  }
}
