/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalLog;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.Entry;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageDigestTest {

  private static final String ID = "apr_aaaaaaaaaaaaaaaaaaaaaaaaaa";

  private static final String ROW =
      """
      {"asked":{"id":"%s","request":"r","action":{"service":"shop","environment":"live","team":"cx",
      "agent":"bot","tool":"refund","definition":"","requester":"ruth","arguments":"{\\"amount\\":250}"},
      "run":"run-1","span":"","runInput":"refund me","hash":"h","rule":{"name":"refunds","tools":["refund"],
      "agents":[],"services":[],"environments":[],"teams":[],"when":null,"approvers":["finance"],"quorum":2,
      "denyQuorum":1,"requesterMayApprove":false,"decideWithin":null,"useWithin":null,"waiting":"PT1M",
      "reuse":"RUN","critical":false,"mayEdit":false,"onDenial":"declined","outcomeWithin":"PT10M"},
      "policy":"p","by":"agent","at":"2026-11-26T12:00:00Z"}}
      """
          .formatted(ID);

  private static Approval approval(String row) {
    Entry entry = new Entry("approval_requested", ID, "PENDING", null, "agent", row);
    Instant noon = Instant.parse("2026-11-26T12:00:00Z");
    Approvals after =
        ApprovalLog.apply(Approvals.EMPTY, new Committed(1, noon, "w", entry, "", ""));
    return after.find(ID).orElseThrow();
  }

  private static String hinted(String readOnly, String destructive) {
    return """
        "tool":"refund","hints":{"readOnly":%s,"destructive":%s,"idempotent":null,"openWorld":null}"""
        .formatted(readOnly, destructive);
  }

  @Test
  void digest_ofTheSame_isTheSame() {
    assertThat(PageDigest.of(approval(ROW))).isEqualTo(PageDigest.of(approval(ROW)));
  }

  @Test
  void digest_isAnotherForWhateverIsShownOtherwise() {
    Set<String> digests = new HashSet<>();
    digests.add(PageDigest.of(approval(ROW)));
    String[][] changes = {
      {"250", "251"},
      {"\"ruth\"", "null"},
      {"\"ruth\"", "\"\""},
      {"\"refund me\"", "null"},
      {"refund me", "refund him"},
      {"\"live\"", "\"test\""},
      {"\"cx\"", "\"\""},
      {"\"bot\"", "\"cat\""},
      {"run-1", "run-2"},
      {"[\"finance\"]", "[\"finance\",\"ops\"]"},
      {"\"quorum\":2", "\"quorum\":1"},
      {"\"critical\":false", "\"critical\":true"},
      {"declined", "never"},
      {"\"decideWithin\":null", "\"decideWithin\":\"PT8H\""},
      {"\"name\":\"refunds\"", "\"name\":\"large\""},
      {"\"tool\":\"refund\"", hinted("null", "true")},
      {"\"tool\":\"refund\"", hinted("null", "false")},
      {"\"tool\":\"refund\"", hinted("false", "null")}
    };
    for (String[] change : changes) {
      assertThat(ROW).contains(change[0]);
      digests.add(PageDigest.of(approval(ROW.replace(change[0], change[1]))));
    }
    assertThat(digests).as("one for each").hasSize(changes.length + 1);
  }
}
