/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.http;

import static io.opentelemetry.javaagent.aiops.Vocabulary.UNGOVERNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.call.Operation;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UngovernedCallsTest {

  private final Rig rig = Rig.start();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void post_toAModelHost_isMarked() {
    post(Context.root(), "api.openai.com", 443);

    assertThat(rig.span("POST").getAttributes().get(UNGOVERNED)).isTrue();
  }

  @Test
  void post_toAHostTheOperatorNames_isMarked() {
    post(Context.root(), "127.0.0.1", 8089);

    assertThat(rig.span("POST").getAttributes().get(UNGOVERNED)).isTrue();
  }

  @Test
  void post_elsewhere_isNot() {
    post(Context.root(), "example.com", 443);

    assertThat(rig.span("POST").getAttributes().get(UNGOVERNED)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.anthropic.com/v1/messages/count_tokens,",
    "https://api.anthropic.com/v1/messages/count_tokens?beta=true,",
    "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:countTokens,",
    "https://bedrock-runtime.us-east-1.amazonaws.com/model/m/count-tokens,",
    "https://api.anthropic.com/v1/messages?next=/messages/count_tokens_no, true",
    "https://api.anthropic.com/v1/messages, true"
  })
  void post_thatOnlyCountsTokens_isNot(
      String url, @org.jspecify.annotations.Nullable Boolean marked) {
    client(Context.root(), "api.openai.com", 443).setAttribute("url.full", url).startSpan().end();

    assertThat(rig.span("POST").getAttributes().get(UNGOVERNED)).isEqualTo(marked);
  }

  @ParameterizedTest
  @CsvSource({
    "rpc.system, aiplatform.googleapis.com, PredictionService/GenerateContent, true",
    "rpc.system, us-central1-aiplatform.googleapis.com, PredictionService/GenerateContent, true",
    "rpc.system.name, aiplatform.googleapis.com, PredictionService/GenerateContent, true",
    "rpc.system, 127.0.0.1, PredictionService/GenerateContent,",
    "rpc.system, storage.googleapis.com, Storage/ReadObject,",
    "rpc.system, aiplatform.googleapis.com, PredictionService/CountTokens,",
    "db.system, aiplatform.googleapis.com, PredictionService/GenerateContent,"
  })
  void grpc_toAModelHost_isMarked(
      String system, String host, String name, @org.jspecify.annotations.Nullable Boolean marked) {
    grpc(Context.root(), system, host, name);

    assertThat(rig.span(name).getAttributes().get(UNGOVERNED)).isEqualTo(marked);
  }

  @Test
  void grpc_insideAModelCall_isNot() {
    ModelCall call =
        ModelCalls.start(Context.root(), ModelRequest.of(Operation.CHAT, "test").build());
    grpc(call.context(), "rpc.system", "aiplatform.googleapis.com", "PredictionService/Predict");
    call.succeed(ModelResponse.UNKNOWN);

    assertThat(rig.span("PredictionService/Predict").getAttributes().get(UNGOVERNED)).isNull();
  }

  @Test
  void post_insideAModelCall_isNot() {
    ModelCall call =
        ModelCalls.start(Context.root(), ModelRequest.of(Operation.CHAT, "test").build());
    post(call.context(), "api.openai.com", 443);
    call.succeed(ModelResponse.UNKNOWN);

    assertThat(rig.span("POST").getAttributes().get(UNGOVERNED)).isNull();
  }

  @Test
  void post_byATool_isMarked() {
    ModelCall call =
        ModelCalls.start(Context.root(), ModelRequest.of(Operation.CHAT, "test").build());
    ToolCall tool = ToolCalls.start(call.context(), new ToolRequest("t", null, "test", null, null));
    post(tool.context(), "api.openai.com", 443);

    assertThat(rig.span("POST").getAttributes().get(UNGOVERNED)).isTrue();
    tool.succeed(null);
    call.succeed(ModelResponse.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "io.opentelemetry.aws-sdk-2.2, BedrockRuntime.StartAsyncInvoke, true",
    "io.opentelemetry.aws-sdk-2.2, BedrockRuntime.CountTokens,",
    "io.opentelemetry.aws-sdk-2.2, S3.PutObject,",
    "com.acme, BedrockRuntime.StartAsyncInvoke,"
  })
  void executionOfTheAwsSdk_ofBedrock_isMarked(
      String scope, String name, @org.jspecify.annotations.Nullable Boolean marked) {
    execution(Context.root(), scope, name);

    assertThat(rig.span(name).getAttributes().get(UNGOVERNED)).isEqualTo(marked);
  }

  @Test
  void executionOfTheAwsSdk_insideAModelCall_isNot() {
    ModelCall call =
        ModelCalls.start(Context.root(), ModelRequest.of(Operation.CHAT, "test").build());
    execution(call.context(), "io.opentelemetry.aws-sdk-2.2", "BedrockRuntime.Converse");
    call.succeed(ModelResponse.UNKNOWN);

    assertThat(rig.span("BedrockRuntime.Converse").getAttributes().get(UNGOVERNED)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "api.openai.com, 443, openai",
    "API.OpenAI.com, 0, openai",
    "contoso.openai.azure.com, 443, azure.ai.openai",
    "us-central1-aiplatform.googleapis.com, 443, gcp.vertex_ai",
    "bedrock-runtime.eu-central-1.amazonaws.com, 443, aws.bedrock",
    "bedrock-runtime-fips.us-gov-west-1.amazonaws.com, 443, aws.bedrock",
    "bedrock-runtime.us-east-1.api.aws, 443, aws.bedrock",
    "bedrock-mantle.us-east-1.api.aws, 443, aws.bedrock",
    "vpce-0a1b-2c3d.bedrock-runtime.us-east-1.vpce.amazonaws.com, 443, aws.bedrock",
    "bedrock-runtime.us-east-1.amazonaws.com.evil.com, 443,",
    "api.groq.com, 443, groq",
    "localhost, 11434, ollama",
    "localhost, 8080,",
    "evil-openai.com, 443,",
    "openai.azure.com.evil.com, 443,",
    "llm.corp, 9, mine",
    "llm.corp, 0, mine"
  })
  void provider_byHost(String host, int port, @org.jspecify.annotations.Nullable String provider) {
    assertThat(new ModelHosts(Map.of("llm.corp", "mine")).provider(host, port)).isEqualTo(provider);
  }

  @Test
  void gateway_isNamedButNotTakenForAModelHost() {
    ModelHosts hosts = new ModelHosts(Map.of());

    assertThat(hosts.provider("corp.azure-api.net", 443)).isEqualTo("azure.ai.openai");
    assertThat(hosts.servesModels("corp.azure-api.net", 443)).isFalse();
  }

  /** As upstream begins it: its host is told later. */
  private void execution(Context parent, String scope, String name) {
    rig.tracer(scope)
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .startSpan()
        .end();
  }

  private void grpc(Context parent, String system, String host, String name) {
    rig.app()
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute(system, "grpc")
        .setAttribute("server.address", host)
        .setAttribute("server.port", 443)
        .startSpan()
        .end();
  }

  private void post(Context parent, String host, long port) {
    client(parent, host, port).startSpan().end();
  }

  private SpanBuilder client(Context parent, String host, long port) {
    return rig.app()
        .spanBuilder("POST")
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("http.request.method", "POST")
        .setAttribute("server.address", host)
        .setAttribute("server.port", port);
  }
}
