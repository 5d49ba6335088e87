/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message in the GenAI conventions: a role and its parts. */
record Message(String role, List<Part> parts) {

  private static final JsonFactory JSON = new JsonFactory();

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static Message ofUser(String text) {
    return new Message("user", List.of(Part.text(text)));
  }

  /** JSON of {@code messages}, or null where there are none. */
  static @Nullable String json(List<Message> messages) {
    return messages.isEmpty()
        ? null
        : array(
            json -> {
              for (Message message : messages) {
                message.write(json);
              }
            });
  }

  /** JSON of parts by themselves, or null where there are none. */
  static @Nullable String parts(List<Part> parts) {
    return parts.isEmpty()
        ? null
        : array(
            json -> {
              for (Part part : parts) {
                part.write(json);
              }
            });
  }

  /** The texts of the last message of the user, or null where there is none. */
  static @Nullable String prompt(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role.equals("user")) {
        return messages.get(i).text();
      }
    }
    return null;
  }

  /** Characters of all that is no blob. */
  static long chars(List<Part> parts) {
    return parts.stream()
        .filter(part -> !part.type().equals("blob"))
        .mapToLong(part -> part.content().length())
        .sum();
  }

  private String text() {
    return parts.stream()
        .filter(part -> part.type().equals("text"))
        .map(Part::content)
        .collect(Collectors.joining("\n"));
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
    json.writeArrayFieldStart("parts");
    for (Part part : parts) {
      part.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String array(Body body) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      body.write(json);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does no I/O
    }
    return out.toString();
  }
}
