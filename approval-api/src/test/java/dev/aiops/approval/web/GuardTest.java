/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/.//evil.example",
        "/\t/evil.example",
        "/a\r\nSet-Cookie: x=1",
        "/a b",
        " /a",
        "/%5c\u202E"
      })
  void next_thatMayLeadElsewhere_isTheFirstPage(String path) {
    assertThat(Guard.next(path)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/confirm", "/approvals/apr_1?state=PENDING&limit=5", "/a/b%20c"})
  void next_thatIsOurs_stays(String path) {
    assertThat(Guard.next(path)).isEqualTo(path);
  }
}
