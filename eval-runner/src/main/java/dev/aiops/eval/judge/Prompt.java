/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.judge.Material.Shown;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a judge is sent.
 *
 * @param system our instructions, which alone have the ticket
 * @param user the recorded texts, fenced
 * @param ticket what the answer must repeat: an answer that was copied from a recorded text cannot
 */
record Prompt(String system, String user, String ticket) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MARK_BYTES = 12;
  private static final int TICKET_BYTES = 6;

  /** With a fence and a ticket of its own. */
  static Prompt of(Shown shown, JudgeSettings settings) {
    Fence fence = new Fence(random(MARK_BYTES));
    String ticket = random(TICKET_BYTES);
    String guidance = settings.guidance();
    String system =
        Criterion.instructions()
            .replace("{fence}", fence.mark())
            .replace("{ticket}", ticket)
            .replace("{criterion}", settings.criterion().words().strip())
            .replace("{guidance}", guidance.isEmpty() ? "" : "BESIDE THAT\n" + guidance + "\n\n");
    return new Prompt(system, fence.around(shown.pieces()), ticket);
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
