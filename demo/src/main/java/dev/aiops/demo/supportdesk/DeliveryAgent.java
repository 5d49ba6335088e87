/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.service.UserMessage;

/** Says where parcels are. What it is told to be like changes from release to release. */
interface DeliveryAgent {

  /** Answers one question. */
  String answer(@UserMessage String text);
}
