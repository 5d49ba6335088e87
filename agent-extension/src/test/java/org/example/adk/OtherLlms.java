/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.adk;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.google.adk.models.ApigeeLlm;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.Claude;
import com.google.adk.models.Gemini;
import java.lang.reflect.Constructor;

/** The library's models beside Gemini. Apart, as they need libraries that other apps have not. */
final class OtherLlms {

  private static final int MAX_TOKENS = 64;

  private OtherLlms() {}

  static BaseLlm claude(String model, String url) {
    return new Claude(
        model,
        AnthropicOkHttpClient.builder().baseUrl(url).apiKey("k").maxRetries(0).build(),
        MAX_TOKENS);
  }

  /** Behind a proxy that speaks OpenAI's protocol. */
  static BaseLlm apigee(String model, String url) {
    return ApigeeLlm.builder().modelName("apigee/openai/" + model).proxyUrl(url).build();
  }

  /** Behind a proxy that speaks Gemini's, with a key that is not taken from the environment. */
  static BaseLlm apigee(Gemini gemini) throws ReflectiveOperationException {
    Constructor<ApigeeLlm> made =
        ApigeeLlm.class.getDeclaredConstructor(String.class, Gemini.class);
    made.setAccessible(true);
    return made.newInstance("apigee/gemini/v1beta/" + gemini.model(), gemini);
  }
}
