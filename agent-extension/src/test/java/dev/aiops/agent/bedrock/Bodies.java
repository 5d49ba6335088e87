/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import java.util.List;

/**
 * Bodies as AWS documents them, each with its source; figures and texts are ours. The members of
 * Converse are those of its model, which SDKs are generated from:
 * https://github.com/boto/botocore/blob/develop/botocore/data/bedrock-runtime/2023-09-30/service-2.json
 * (read at 0e6e2404).
 *
 * <p>How makers' own streams look is told by AWS's examples, which read the text and {@code
 * amazon-bedrock-invocationMetrics} of an event:
 * https://github.com/awsdocs/aws-doc-sdk-examples/tree/main/javav2/example_code/bedrock-runtime.
 * The latter's cache counts, and the counts in the head of an answer, are in no page of AWS that we
 * know: other clients read them, and so do we, where the body has none.
 */
final class Bodies {

  /**
   * ConverseResponse and TokenUsage of the model; what is cached is counted apart:
   * https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html.
   */
  static final String CONVERSED =
      """
      {"metrics":{"latencyMs":551},"output":{"message":{"content":[
       {"reasoningContent":{"reasoningText":{"text":"Rayleigh.","signature":"c2ln"}}},
       {"text":"Hello"}],"role":"assistant"}},"stopReason":"end_turn",
       "usage":{"cacheReadInputTokens":10,"cacheWriteInputTokens":30,"inputTokens":60,
       "outputTokens":20,"totalTokens":120}}""";

  /** https://docs.aws.amazon.com/bedrock/latest/userguide/tool-use-inference-call.html. */
  static final String CONVERSED_TOOL =
      """
      {"metrics":{"latencyMs":551},"output":{"message":{"content":[{"text":"Hello"},
       {"toolUse":{"input":{"sign":"WZPZ"},"name":"top_song",
       "toolUseId":"tooluse_hbTgdi0CSLq_hM4P8csZJA"}}],"role":"assistant"}},"stopReason":"tool_use",
       "usage":{"inputTokens":60,"outputTokens":20,"totalTokens":80}}""";

  /**
   * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html.
   */
  static final String CLAUDE_ASKED =
      """
      {"anthropic_version":"bedrock-2023-05-31","max_tokens":64,"temperature":0.5,
       "system":"Be brief.","messages":[{"role":"user","content":[
       {"type":"text","text":"Why is the sky blue?"}]}]}""";

  static final String CLAUDE =
      """
      {"id":"msg_bdrk_01","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",
       "content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,
       "usage":{"input_tokens":60,"cache_creation_input_tokens":30,"cache_read_input_tokens":10,
       "cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},
       "output_tokens":20}}""";

  /**
   * The events of https://docs.claude.com/en/docs/build-with-claude/streaming, and AWS's
   * anthropicClaude/InvokeModelWithResponseStream.java.
   */
  static final List<String> CLAUDE_EVENTS =
      List.of(
          """
          {"type":"message_start","message":{"id":"msg_bdrk_01","type":"message",
           "role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],
           "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":60,
           "cache_creation_input_tokens":30,"cache_read_input_tokens":10,"output_tokens":1}}}""",
          """
          {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
          """
          {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}""",
          """
          {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo"}}""",
          """
          {"type":"content_block_stop","index":0}""",
          """
          {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},
           "usage":{"output_tokens":20}}""",
          """
          {"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":60,
           "outputTokenCount":20,"invocationLatency":551,"firstByteLatency":262,
           "cacheReadInputTokenCount":10,"cacheWriteInputTokenCount":30}}""");

  /**
   * https://docs.aws.amazon.com/nova/latest/userguide/using-invoke-api.html and
   * complete-request-schema.html beside it.
   */
  static final String NOVA_ASKED =
      """
      {"schemaVersion":"messages-v1","system":[{"text":"Be brief."}],"messages":[{"role":"user",
       "content":[{"text":"Why is the sky blue?"}]}],"inferenceConfig":{"maxTokens":64,"topP":0.9,
       "topK":20,"temperature":0.7}}""";

  static final String NOVA =
      """
      {"output":{"message":{"content":[{"text":"Hello"}],"role":"assistant"}},
       "stopReason":"end_turn","usage":{"inputTokens":60,"outputTokens":20,"totalTokens":80,
       "cacheReadInputTokenCount":10,"cacheWriteInputTokenCount":30}}""";

  static final List<String> NOVA_EVENTS =
      List.of(
          """
          {"messageStart":{"role":"assistant"}}""",
          """
          {"contentBlockDelta":{"delta":{"text":"Hel"},"contentBlockIndex":0}}""",
          """
          {"contentBlockDelta":{"delta":{"text":"lo"},"contentBlockIndex":0}}""",
          """
          {"contentBlockStop":{"contentBlockIndex":0}}""",
          """
          {"messageStop":{"stopReason":"end_turn"}}""",
          """
          {"metadata":{"usage":{"inputTokens":60,"outputTokens":20,
           "cacheReadInputTokenCount":10,"cacheWriteInputTokenCount":30},"metrics":{},"trace":{}},
           "amazon-bedrock-invocationMetrics":{"inputTokenCount":60,"outputTokenCount":20,
           "invocationLatency":551,"firstByteLatency":262}}""");

  /**
   * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-text.html; models
   * have been seen to say FINISH where the page says FINISHED, so both are here.
   */
  static final String TITAN_ASKED =
      """
      {"inputText":"Why is the sky blue?","textGenerationConfig":{"maxTokenCount":64,
       "temperature":0.7,"topP":0.9,"stopSequences":[]}}""";

  static final String TITAN =
      """
      {"inputTextTokenCount":60,"results":[{"tokenCount":20,"outputText":"Hello",
       "completionReason":"FINISH"}]}""";

  static final List<String> TITAN_EVENTS =
      List.of(
          """
          {"outputText":"Hel","index":0,"totalOutputTextTokenCount":null,"completionReason":null,
           "inputTextTokenCount":60}""",
          """
          {"outputText":"lo","index":0,"totalOutputTextTokenCount":20,"completionReason":"FINISHED",
           "inputTextTokenCount":null,"amazon-bedrock-invocationMetrics":{"inputTokenCount":60,
           "outputTokenCount":20,"invocationLatency":551,"firstByteLatency":262}}""");

  /** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-meta.html. */
  static final String LLAMA_ASKED =
      """
      {"prompt":"Why is the sky blue?","temperature":0.5,"top_p":0.9,"max_gen_len":64}""";

  static final String LLAMA =
      """
      {"generation":"Hello","prompt_token_count":60,"generation_token_count":20,
       "stop_reason":"stop"}""";

  static final List<String> LLAMA_EVENTS =
      List.of(
          """
          {"generation":"Hel","prompt_token_count":60,"generation_token_count":1,
           "stop_reason":null}""",
          """
          {"generation":"lo","prompt_token_count":null,"generation_token_count":20,
           "stop_reason":"stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":60,
           "outputTokenCount":20,"invocationLatency":551,"firstByteLatency":262}}""");

  /**
   * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html.
   */
  static final String MISTRAL_ASKED =
      """
      {"prompt":"<s>[INST] Why is the sky blue? [/INST]","max_tokens":64,"temperature":0.5}""";

  static final String MISTRAL =
      """
      {"outputs":[{"text":"Hello","stop_reason":"stop"}]}""";

  static final List<String> MISTRAL_EVENTS =
      List.of(
          """
          {"outputs":[{"text":"Hel","stop_reason":null}]}""",
          """
          {"outputs":[{"text":"lo","stop_reason":"stop"}],"amazon-bedrock-invocationMetrics":{
           "inputTokenCount":60,"outputTokenCount":20,"invocationLatency":551,
           "firstByteLatency":262}}""");

  /**
   * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-chat-completion.html.
   */
  static final String MISTRAL_CHAT_ASKED =
      """
      {"messages":[{"role":"user","content":"Why is the sky blue?"}],"max_tokens":64,
       "temperature":0.5}""";

  static final String MISTRAL_CHAT =
      """
      {"choices":[{"index":0,"message":{"role":"assistant","content":"Hello","tool_calls":[
       {"id":"v6RMMiRlT7ygYkT4uULjtg","function":{"name":"top_song",
       "arguments":"{\\"sign\\":\\"WZPZ\\"}"}}]},"stop_reason":"tool_calls"}]}""";

  /** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command.html. */
  static final String COHERE_ASKED =
      """
      {"prompt":"Why is the sky blue?","temperature":0.5,"p":0.9,"max_tokens":64,
       "num_generations":2}""";

  static final String COHERE =
      """
      {"generations":[{"finish_reason":"COMPLETE","id":"g1","text":"Hello"},
       {"finish_reason":"COMPLETE","id":"g2","text":"Hi"}],"id":"c1","prompt":"Why"}""";

  /**
   * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command-r-plus.html,
   * by which only a stream has "meta"; the events are those of
   * https://docs.cohere.com/v1/docs/streaming, and so are the capitals of the reasons.
   */
  static final String COMMAND_R_ASKED =
      """
      {"message":"Why is the sky blue?","chat_history":[{"role":"USER","message":"Hi"},
       {"role":"CHATBOT","message":"Hello"}],"preamble":"Be brief.","max_tokens":64,"p":0.9}""";

  static final String COMMAND_R =
      """
      {"response_id":"r1","text":"Hello","generation_id":"g1","finish_reason":"COMPLETE",
       "chat_history":[{"role":"USER","message":"Hi"}]}""";

  static final List<String> COMMAND_R_EVENTS =
      List.of(
          """
          {"event_type":"stream-start","is_finished":false,"generation_id":"g1"}""",
          """
          {"event_type":"text-generation","is_finished":false,"text":"Hel"}""",
          """
          {"event_type":"text-generation","is_finished":false,"text":"lo"}""",
          """
          {"event_type":"stream-end","is_finished":true,"finish_reason":"COMPLETE","response":{
           "response_id":"r1","text":"Hello","generation_id":"g1","finish_reason":"COMPLETE",
           "meta":{"api_version":{"version":"1"},"billed_units":{"input_tokens":60,
           "output_tokens":20}}},
           "amazon-bedrock-invocationMetrics":{"inputTokenCount":60,"outputTokenCount":20,
           "invocationLatency":551,"firstByteLatency":262}}""");

  /**
   * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html.
   */
  static final String EMBED_ASKED =
      """
      {"inputText":"Why is the sky blue?","dimensions":256,"normalize":true}""";

  static final String EMBEDDED =
      """
      {"embedding":[0.1,0.2],"inputTextTokenCount":60}""";

  private Bodies() {}
}
