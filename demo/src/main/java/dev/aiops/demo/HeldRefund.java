/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A refund that had to wait for a person, as the control log has it.
 *
 * @param id of the approval
 * @param order to be paid back
 * @param state as it is now
 * @param steps what happened to it, in order
 */
record HeldRefund(String id, String order, String state, List<String> steps) {

  HeldRefund {
    steps = List.copyOf(steps);
  }

  /** From the API's answers. */
  static HeldRefund of(JsonNode approval, JsonNode history) {
    return new HeldRefund(
        approval.path("id").asText(),
        order(approval),
        approval.path("state").asText(),
        StreamSupport.stream(history.path("events").spliterator(), false)
            .map(event -> event.path("kind").asText())
            .toList());
  }

  static String order(JsonNode approval) {
    return approval.path("arguments").path("orderId").asText();
  }
}
