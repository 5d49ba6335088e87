/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.models.beta.messages.BetaTextBlockParam;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam.Content;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam.Content.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model reads of a tool. */
final class ToolResults {

  /** Type of an error that a tool reported as text. */
  static final String ERROR = "tool_error";

  static boolean isError(BetaToolResultBlockParam result) {
    return result.isError().orElse(false);
  }

  static @Nullable String text(BetaToolResultBlockParam result) {
    Content content = result.content().orElse(null);
    if (content == null) {
      return null;
    }
    return content.isString() ? content.asString() : Json.text(content);
  }

  /** That a tool did not run, and why. */
  static BetaToolResultBlockParam notRun(String toolUseId, String why) {
    return BetaToolResultBlockParam.builder()
        .toolUseId(toolUseId)
        .content(why)
        .isError(true)
        .build();
  }

  /** {@code result} with {@code notice} before its text. */
  static BetaToolResultBlockParam with(String notice, BetaToolResultBlockParam result) {
    Content content = result.content().orElse(null);
    return result.toBuilder()
        .content(
            content != null && content.isBlocks() ? blocks(notice, content) : text(notice, content))
        .build();
  }

  private static Content text(String notice, @Nullable Content content) {
    return Content.ofString(
        content != null && content.isString() ? notice + content.asString() : notice);
  }

  private static Content blocks(String notice, Content content) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.ofText(BetaTextBlockParam.builder().text(notice).build()));
    blocks.addAll(content.asBlocks());
    return Content.ofBlocks(blocks);
  }

  private ToolResults() {}
}
