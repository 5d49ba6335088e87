/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.models.BaseLlm;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;

/**
 * The library's model behind an Apigee proxy. It asks by a {@code Gemini} of its own, or speaks
 * OpenAI's protocol by itself.
 */
final class Apigee {

  private static final String TYPE = "com.google.adk.models.ApigeeLlm";
  private static final String PREFIX = "apigee/";
  private static final HiddenField DELEGATE = new HiddenField("geminiDelegate");

  private Apigee() {}

  /** Whether the call is one of that {@code Gemini}, which is left to the hook on its client. */
  static boolean asksGemini(BaseLlm model) {
    return model.getClass().getName().equals(TYPE) && DELEGATE.of(model) != null;
  }

  /** What the proxy asks for: {@code gpt-4o} of {@code apigee/openai/v1/gpt-4o}. */
  static String model(String name) {
    return name.startsWith(PREFIX) ? name.substring(name.lastIndexOf('/') + 1) : name;
  }
}
