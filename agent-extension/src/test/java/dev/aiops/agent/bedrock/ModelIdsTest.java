/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelIdsTest {

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0, anthropic.claude-3-haiku-20240307-v1:0",
    "us.amazon.nova-lite-v1:0, us.amazon.nova-lite-v1:0",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0, amazon.nova-lite-v1:0",
    "arn:aws-us-gov:bedrock:us-gov-west-1:1:inference-profile/us-gov.anthropic.claude-3,"
        + " us-gov.anthropic.claude-3",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/a1,"
        + " arn:aws:bedrock:us-east-1:1:application-inference-profile/a1",
    "arn:aws:bedrock:us-east-1:1:provisioned-model/p1,"
        + " arn:aws:bedrock:us-east-1:1:provisioned-model/p1"
  })
  void model_isWhatAPriceListKnows_orTheResourceAsItIs(String id, String model) {
    assertThat(ModelIds.model(id)).isEqualTo(model);
  }
}
