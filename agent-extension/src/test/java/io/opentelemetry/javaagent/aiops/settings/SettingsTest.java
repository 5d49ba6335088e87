/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.aiops.content.SecretPatterns;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final Path SPOOL = Path.of("spool");

  @TempDir private Path folder;

  @Test
  void read_nothingSet_isTheDefault() {
    Settings settings = read(Map.of());

    assertThat(settings.export().url()).isEqualTo(URI.create("http://127.0.0.1:8123"));
    assertThat(settings.export().database()).isEqualTo("aiops");
    assertThat(settings.export().user()).isEqualTo("aiops_ingest");
    assertThat(settings.export().password()).isEmpty();
    assertThat(settings.export().spoolDir()).isEqualTo(SPOOL);
    assertThat(settings.export().spoolMaxBytes()).isEqualTo(268_435_456);
    assertThat(settings.scope()).isEqualTo(ExportScope.RUNS);
    assertThat(settings.environment()).isNull();
    assertThat(settings.team()).isNull();
    assertThat(settings.runMethods()).isEmpty();
    assertThat(settings.content().runs()).isTrue();
    assertThat(settings.content().messages()).isFalse();
    assertThat(settings.content().toolArguments()).isFalse();
    assertThat(settings.content().maxChars()).isEqualTo(8192);
    assertThat(settings.injectUsage()).isTrue();
    assertThat(settings.modelHosts()).isEmpty();
  }

  @Test
  void read_methodsToApprove_needSomebodyToAsk() {
    assertThatThrownBy(() -> read(Map.of("aiops.approvals.methods", "a.B[c]")))
        .hasMessageContaining("aiops.approvals.methods: nobody could be asked")
        .hasMessageContaining("set aiops.control.url");
    Settings settings =
        read(
            Map.of(
                "aiops.control.url", "http://127.0.0.1:8321",
                "aiops.control.token", "t",
                "aiops.approvals.methods", "a.B[c]"));
    assertThat(settings.approvals().enabled()).isTrue();
    assertThat(settings.approvals().methods()).containsOnlyKeys("a.B");
  }

  @Test
  void read_noControlPlane_gatesNothing() {
    assertThat(read(Map.of()).approvals().enabled()).isFalse();
    assertThat(read(Map.of()).approvals().maxWaiting()).isEqualTo(64);
  }

  @Test
  void read_allSet_isWhatWasSet() throws Exception {
    Settings settings =
        read(
            Map.ofEntries(
                Map.entry("aiops.clickhouse.url", "https://ch.example:8443/path"),
                Map.entry("aiops.clickhouse.database", "ops"),
                Map.entry("aiops.clickhouse.user", "me"),
                Map.entry("aiops.clickhouse.password", "pw"),
                Map.entry("aiops.spool.dir", folder.toString()),
                Map.entry("aiops.spool.max.bytes", "2097152"),
                Map.entry("aiops.export", "ALL"),
                Map.entry("aiops.environment", "prod"),
                Map.entry("aiops.team", "checkout"),
                Map.entry("aiops.agent.name", "desk"),
                Map.entry("aiops.agent.version", "7"),
                Map.entry("aiops.user", "ann"),
                Map.entry("aiops.runs.methods", "a.B[c, d];a.E[f]"),
                Map.entry("aiops.capture.run-content", "false"),
                Map.entry("aiops.capture.messages", "TRUE"),
                Map.entry("aiops.capture.tool-arguments", "true"),
                Map.entry("aiops.capture.max.chars", "0"),
                Map.entry("aiops.redact.patterns", "KUNDE-\\d+"),
                Map.entry("aiops.openai.inject-usage", "false"),
                Map.entry("aiops.model.hosts", "127.0.0.1:8089=openai,llm.corp=mistral")));

    assertThat(settings.export().url()).isEqualTo(URI.create("https://ch.example:8443/path"));
    assertThat(settings.export().spoolDir()).isEqualTo(folder);
    assertThat(settings.export().spoolMaxBytes()).isEqualTo(2_097_152);
    assertThat(settings.scope()).isEqualTo(ExportScope.ALL);
    assertThat(settings.environment()).isEqualTo("prod");
    assertThat(settings.team()).isEqualTo("checkout");
    assertThat(settings.runs().agent()).isEqualTo("desk");
    assertThat(settings.runs().agentVersion()).isEqualTo("7");
    assertThat(settings.runs().userId()).isEqualTo("ann");
    assertThat(settings.runMethods())
        .isEqualTo(Map.of("a.B", Set.of("c", "d"), "a.E", Set.of("f")));
    assertThat(settings.content().runs()).isFalse();
    assertThat(settings.content().messages()).isTrue();
    assertThat(settings.content().toolArguments()).isTrue();
    assertThat(settings.content().maxChars()).isZero();
    assertThat(settings.content().clean("KUNDE-1").value()).doesNotContain("KUNDE");
    assertThat(settings.injectUsage()).isFalse();
    assertThat(settings.modelHosts()).containsEntry("llm.corp", "mistral");
  }

  @Test
  void read_manyWrong_namesAllAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    Map.ofEntries(
                        Map.entry("aiops.clickhouse.url", "ftp://x"),
                        Map.entry("aiops.spool.max.bytes", "1000"),
                        Map.entry("aiops.export", "some"),
                        Map.entry("aiops.runs.methods", "a.B"),
                        Map.entry("aiops.capture.messages", "yes"),
                        Map.entry("aiops.capture.max.chars", "-1"),
                        Map.entry("aiops.redact.patterns", "("),
                        Map.entry("aiops.model.hosts", "nonsense"),
                        Map.entry("aiops.prices.file", "/no/such/file"))))
        .hasMessageStartingWith(
            "9 settings are wrong; nothing is recorded until put right, and the app runs:\n")
        .hasMessageContaining("aiops.clickhouse.url: ftp://x is neither http:// nor https://")
        .hasMessageContaining("aiops.spool.max.bytes: 1000 is not between 1048576 and ")
        .hasMessageContaining("aiops.export: \"some\" is neither runs nor all")
        .hasMessageContaining(
            "aiops.runs.methods: \"a.B\" is not written as package.Class[method,method]")
        .hasMessageContaining("aiops.capture.messages: \"yes\" is neither true nor false")
        .hasMessageContaining("aiops.capture.max.chars: -1 is not between 0 and 1048576")
        .hasMessageContaining("aiops.redact.patterns: \"(\" is not a regular expression")
        .hasMessageContaining("aiops.model.hosts: not written as key=value,key=value")
        .hasMessageContaining("aiops.prices.file: cannot read /no/such/file");
  }

  @Test
  void read_oneWrong_saysSetting() {
    assertThatThrownBy(() -> read(Map.of("aiops.spool.max.bytes", "1 MiB")))
        .hasMessageStartingWith("1 setting is wrong;")
        .hasMessageContaining("aiops.spool.max.bytes: \"1 MiB\" is not a whole number");
  }

  @Test
  void read_wrongPrices_saysWhatIsWrong() throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.json"), "{");

    assertThatThrownBy(() -> read(Map.of("aiops.prices.file", prices.toString())))
        .hasMessageContaining("aiops.prices.file: ");
  }

  @Test
  void builtInPatterns_alwaysApply() {
    Settings settings = read(Map.of("aiops.redact.patterns", "x"));

    assertThat(settings.content().clean("password=hunter22").value())
        .isEqualTo("password=[redacted]");
    assertThat(SecretPatterns.BUILT_IN).isNotEmpty();
  }

  @Test
  void spoolDir_followsTheUsersFolders() {
    Properties system = new Properties();
    system.setProperty("user.home", folder.toString());
    system.setProperty("user.name", "ann/bob");
    system.setProperty("java.io.tmpdir", "/tmp");

    assertThat(SpoolDir.of(Map.of("XDG_STATE_HOME", "/state"), system))
        .isEqualTo(Path.of("/state/aiops/spool"));
    assertThat(SpoolDir.of(Map.of(), system)).isEqualTo(folder.resolve(".local/state/aiops/spool"));
    system.setProperty("user.home", "/no/such/home");
    assertThat(SpoolDir.of(Map.of(), system)).isEqualTo(Path.of("/tmp/aiops-ann_bob/spool"));
  }

  @Test
  void upstream_inOurJar_exportsNowhereElse() {
    Map<String, String> properties =
        UpstreamProperties.of(config(Map.of("aiops.bundled", "true")), true);

    assertThat(properties)
        .isEqualTo(
            Map.of(
                "otel.traces.exporter", "none",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.instrumentation.openai-java.enabled", "false",
                "otel.instrumentation.aws-sdk-2.2-bedrock-runtime.enabled", "false"));
  }

  @Test
  void upstream_setByTheUser_stays() {
    Map<String, String> properties =
        UpstreamProperties.of(
            config(
                Map.of(
                    "aiops.bundled", "true",
                    "otel.traces.exporter", "otlp",
                    "otel.instrumentation.openai-java.enabled", "true",
                    "otel.instrumentation.aws-sdk-2.2-bedrock-runtime.enabled", "true")),
            true);

    assertThat(properties).containsOnlyKeys("otel.metrics.exporter", "otel.logs.exporter");
  }

  @Test
  void upstream_underTheUsersAgent_keepsItsExporters() {
    assertThat(UpstreamProperties.of(config(Map.of()), true))
        .containsOnlyKeys(
            "otel.instrumentation.openai-java.enabled",
            "otel.instrumentation.aws-sdk-2.2-bedrock-runtime.enabled");
  }

  @Test
  void upstream_notRecording_takesOurHooksOut() {
    assertThat(UpstreamProperties.of(config(Map.of()), false))
        .isEqualTo(Map.of("otel.instrumentation.aiops.enabled", "false"));
  }

  private static Settings read(Map<String, String> properties) {
    return Settings.read(config(properties), SPOOL);
  }

  private static DefaultConfigProperties config(Map<String, String> properties) {
    return DefaultConfigProperties.createFromMap(properties);
  }
}
