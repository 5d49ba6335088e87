/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.beta.messages.BetaTextBlockParam;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam.Content.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolResultsTest {

  private static BetaToolResultBlockParam.Builder result() {
    return BetaToolResultBlockParam.builder().toolUseId("toolu_1");
  }

  @Test
  void with_aText_beginsWithTheNotice() {
    BetaToolResultBlockParam told = ToolResults.with("Note: ", result().content("done").build());
    assertThat(ToolResults.text(told)).isEqualTo("Note: done");
    assertThat(told.toolUseId()).isEqualTo("toolu_1");
  }

  @Test
  void with_blocks_areTheSameAfterTheNotice() {
    Block done = Block.ofText(BetaTextBlockParam.builder().text("done").build());
    BetaToolResultBlockParam told =
        ToolResults.with("Note: ", result().contentOfBlocks(List.of(done)).build());
    assertThat(ToolResults.text(told))
        .isEqualTo(
            "[{\"text\":\"Note: \",\"type\":\"text\"},{\"text\":\"done\",\"type\":\"text\"}]");
  }

  @Test
  void with_nothing_isTheNotice() {
    assertThat(ToolResults.text(ToolResults.with("Note: ", result().build()))).isEqualTo("Note: ");
    assertThat(ToolResults.text(result().build())).isNull();
  }

  @Test
  void notRun_isAnErrorThatSaysWhy() {
    BetaToolResultBlockParam told = ToolResults.notRun("toolu_1", "Not executed.");
    assertThat(ToolResults.isError(told)).isTrue();
    assertThat(ToolResults.text(told)).isEqualTo("Not executed.");
  }
}
