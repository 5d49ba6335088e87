/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

/** What the provider of the measurements says: one answer of an ordinary support conversation. */
public final class Answers {
  private Answers() {}

  /** A chat completion as OpenAI's API sends it, with cached and reasoning tokens. */
  public static String chatCompletion() {
    return """
        {"id":"chatcmpl-bench-0001","object":"chat.completion","created":1790000000,\
        "model":"gpt-4.1-mini-2025-04-14","choices":[{"index":0,"message":{"role":"assistant",\
        "content":"%s","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":1184,"completion_tokens":142,"total_tokens":1326,\
        "prompt_tokens_details":{"cached_tokens":1024,"audio_tokens":0},\
        "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,\
        "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},\
        "service_tier":"default","system_fingerprint":"fp_bench"}"""
        .formatted(text());
  }

  /**
   * The same as a message of Anthropic's Messages API, as documented at
   * docs.claude.com/en/api/messages.
   */
  public static String message() {
    return """
        {"id":"msg_bench0001","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",\
        "content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,\
        "usage":{"input_tokens":160,"cache_creation_input_tokens":0,"cache_read_input_tokens":1024,\
        "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},\
        "output_tokens":142,"service_tier":"standard"}}"""
        .formatted(text());
  }

  /**
   * The same as Gemini's generateContent answers, as documented at
   * ai.google.dev/api/generate-content.
   */
  public static String generatedContent() {
    return """
        {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"},"finishReason":"STOP",\
        "index":0}],"usageMetadata":{"promptTokenCount":1184,"cachedContentTokenCount":1024,\
        "candidatesTokenCount":142,"totalTokenCount":1326,\
        "promptTokensDetails":[{"modality":"TEXT","tokenCount":1184}]},\
        "modelVersion":"gemini-2.5-flash","responseId":"bench0001"}"""
        .formatted(text());
  }

  /**
   * The same as Bedrock's Converse answers, as documented at
   * docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html.
   */
  public static String converse() {
    return """
        {"output":{"message":{"role":"assistant","content":[{"text":"%s"}]}},\
        "stopReason":"end_turn","usage":{"inputTokens":160,"outputTokens":142,"totalTokens":1326,\
        "cacheReadInputTokens":1024,"cacheWriteInputTokens":0},"metrics":{"latencyMs":20}}"""
        .formatted(text());
  }

  /** The same answer as server-sent events, one a word, and its usage. */
  public static String chatStream() {
    StringBuilder events = new StringBuilder();
    for (String word : text().split(" ", -1)) {
      events.append(event("[{\"index\":0,\"delta\":{\"content\":\"" + word + " \"}}]", "null"));
    }
    events.append(event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", "null"));
    events.append(event("[]", "{\"prompt_tokens\":1184,\"completion_tokens\":142}"));
    return events.append("data: [DONE]\n\n").toString();
  }

  private static String event(String choices, String usage) {
    return """
        data: {"id":"chatcmpl-bench-0001","object":"chat.completion.chunk","created":1790000000,\
        "model":"gpt-4.1-mini-2025-04-14","choices":%s,"usage":%s}

        """
        .formatted(choices, usage);
  }

  /** The words of the answer: some 600 characters. */
  public static String text() {
    return """
        Your order 48213 left our warehouse on Monday and is with the carrier now. The tracking page \
        shows it at the regional depot, and delivery is planned for Thursday before noon. If nobody \
        is at home, the driver leaves it with a neighbour or at the parcel shop on Mill Road, and \
        you get a message with the pick-up code. You asked whether the lamp can be returned: yes, \
        within thirty days, unused and in its box, and the label is in your account under Orders. \
        The refund reaches your card within five working days of our receiving it. Is there \
        anything else I can help you with?"""
        .strip();
  }

  /** What the app asks: a system instruction and a question, some 1,000 characters together. */
  static String question() {
    return "I ordered a desk lamp last week, order 48213, and heard nothing since. Where is it, when"
        + " will it arrive, and may I still send it back if my partner does not like the colour?";
  }

  /** The system instruction of the app. */
  static String instruction() {
    return """
        You are the support assistant of a small shop for lamps and furniture. Answer in a friendly \
        and precise way, in the customer's language, in at most eight sentences. Use only what the \
        order data say; where they say nothing, say that you do not know and offer to ask a \
        colleague. Never promise a date that the carrier has not confirmed. Never ask for card \
        numbers or passwords, and tell the customer not to send them. Returns are accepted within \
        thirty days, unused and in the original box. Refunds take five working days. Deliveries go \
        out Monday to Friday, and parcels not accepted are kept at the parcel shop for seven days."""
        .strip();
  }
}
