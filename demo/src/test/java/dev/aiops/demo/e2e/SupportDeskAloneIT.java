/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The sample app without any agent: it must run by itself before we may look at it. */
class SupportDeskAloneIT {

  @Test
  void supportDesk_onItsOwnLibraries_worksOffTheInbox() throws IOException {
    try (ProviderSimulator provider = ProviderSimulator.builder().script(script()).start();
        ForkedApp app = SupportDeskApp.at(provider.baseUrl()).start()) {
      assertThat(app.exitCode()).as(app.output()).isZero();
      assertThat(app.linesWith("mail T-02: Dear Jonas")).hasSize(1);
      assertThat(app.linesWith("complaint T-07: Dear Elif")).hasSize(1);
      assertThat(app.linesWith("is left to a person")).hasSize(2);
      assertThat(provider.ledger().calls()).extracting(BilledCall::traceparent).containsOnlyNulls();
    }
  }

  @Test
  void libraries_holdNothingOfThisProject() {
    List<String> jars = SupportDeskApp.classPath();
    assertThat(jars)
        .filteredOn(jar -> jar.contains("aiops"))
        .singleElement()
        .asString()
        .endsWith("-support-desk.jar");
    assertThat(jars).noneMatch(jar -> jar.contains("opentelemetry") || jar.contains("clickhouse"));
  }

  static String script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SupportDeskAloneIT.class.getResourceAsStream("/dev/aiops/demo/conversations.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
