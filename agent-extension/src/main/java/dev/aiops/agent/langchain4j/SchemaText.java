/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools and the schema of a request, as LangChain4j writes them for people. Each provider has
 * its own JSON for them, which is at most twice as long.
 *
 * @param tools how many tools
 * @param toolChars characters of the tools as written for people
 * @param bytes at least the bytes of the JSON, whatever the provider
 * @param marksCache whether a tool says something of caching to a provider
 */
record SchemaText(long tools, long toolChars, long bytes, boolean marksCache) {

  private static final int FACTOR = 2;
  private static final int AROUND_EACH = 128; // {"type":"function","function":{…},"strict":true}
  private static final Getter METADATA = new Getter("metadata");

  static SchemaText of(ChatRequestParameters parameters) {
    List<ToolSpecification> tools = parameters.toolSpecifications();
    long chars = 0;
    long bytes = format(parameters.responseFormat());
    boolean marks = false;
    for (int i = 0; tools != null && i < tools.size(); i++) {
      String text = String.valueOf(tools.get(i));
      chars += text.length();
      bytes += bytes(text);
      marks |= String.valueOf(METADATA.of(tools.get(i))).contains("cache");
    }
    return new SchemaText(tools == null ? 0 : tools.size(), chars, bytes, marks);
  }

  private static long format(@Nullable ResponseFormat format) {
    return format == null || format.jsonSchema() == null
        ? 0
        : bytes(String.valueOf(format.jsonSchema()));
  }

  /** At least the bytes of the JSON of what is {@code written} so. */
  static long bytes(String written) {
    return FACTOR * Utf8.length(written) + AROUND_EACH;
  }
}
