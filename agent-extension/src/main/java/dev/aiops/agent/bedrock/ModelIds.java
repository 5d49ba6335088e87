/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of models as Bedrock takes them, and as a price list knows them. */
final class ModelIds {

  private static final Pattern KNOWN =
      Pattern.compile("arn:[^:]+:bedrock:[^:]*:[^:]*:(?:foundation-model|inference-profile)/(.+)");
  private static final Pattern PROMPT = Pattern.compile("arn:[^:]+:bedrock:[^:]*:[^:]*:prompt/.+");

  private ModelIds() {}

  /**
   * The model that {@code id} names: its id, with the prefix of its regions, by which its price may
   * differ. Of a resource that only its account knows (an application's profile, what is
   * provisioned or imported, a prompt) the id as it is, which no price list has.
   */
  static @Nullable String model(@Nullable String id) {
    Matcher known = id == null ? null : KNOWN.matcher(id);
    return known != null && known.matches() ? known.group(1) : id;
  }

  /** Whether {@code id} is a stored prompt, whose text is not in the request. */
  static boolean isPrompt(@Nullable String id) {
    return id != null && PROMPT.matcher(id).matches();
  }
}
