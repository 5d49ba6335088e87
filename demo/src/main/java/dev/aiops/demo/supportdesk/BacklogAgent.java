/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;

/** Files tickets that were closed long ago. */
interface BacklogAgent {

  @SystemMessage("File this old ticket of a lamp shop: one sentence on what it was about.")
  String file(@UserMessage String text);
}
