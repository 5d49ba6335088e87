/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import dev.aiops.pricing.PriceCatalogue;
import io.opentelemetry.javaagent.aiops.content.ContentRules;
import io.opentelemetry.javaagent.aiops.content.Redactor;
import io.opentelemetry.javaagent.aiops.content.SecretPattern;
import io.opentelemetry.javaagent.aiops.content.SecretPatterns;
import io.opentelemetry.javaagent.aiops.export.ExportSettings;
import io.opentelemetry.javaagent.aiops.run.RunDefaults;
import io.opentelemetry.javaagent.aiops.run.RunMethods;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the operator may set, read once. {@code README.md} of this module says what each setting
 * means.
 *
 * @param environment {@code aiops.environment}, or null where the resource says it
 * @param team {@code aiops.team}, or null
 * @param control where budgets are kept and approvals given, or null
 */
record Settings(
    ExportSettings export,
    ExportScope scope,
    @Nullable String environment,
    @Nullable String team,
    RunDefaults runs,
    Map<String, Set<String>> runMethods,
    ContentRules content,
    boolean injectUsage,
    boolean httpSpans,
    Map<String, String> modelHosts,
    PriceCatalogue prices,
    @Nullable ControlSettings control,
    ApprovalSettings approvals) {

  static final String ENABLED = "aiops.enabled";

  private static final long SPOOL_BYTES = 256L << 20;
  private static final int MAX_CHARS = 8192;
  private static final int MOST_CHARS = 1 << 20;

  /**
   * Reads all settings.
   *
   * @throws InvalidSettingsException if any is wrong; it names all of them
   */
  static Settings read(ConfigProperties config, Path defaultSpool) {
    SettingsReader reader = new SettingsReader(config);
    Settings settings = read(reader, defaultSpool);
    if (!reader.problems().isEmpty()) {
      throw new InvalidSettingsException(reader.problems());
    }
    return settings;
  }

  private static Settings read(SettingsReader reader, Path defaultSpool) {
    RunDefaults runs =
        new RunDefaults(
            reader.text("aiops.agent.name"),
            reader.text("aiops.agent.version"),
            reader.text("aiops.user"));
    Map<String, String> hosts = reader.map("aiops.model.hosts");
    PriceCatalogue prices = prices(reader, hosts);
    ControlSettings control = ControlSettings.read(reader, stateOf(defaultSpool), prices);
    return new Settings(
        export(reader, defaultSpool),
        reader.parsed("aiops.export", ExportScope.RUNS, ExportScope::parse),
        reader.text("aiops.environment"),
        reader.text("aiops.team"),
        runs,
        reader.parsed("aiops.runs.methods", Map.of(), RunMethods::parse),
        content(reader),
        reader.flag("aiops.openai.inject-usage", true),
        reader.flag("aiops.model.http.spans", false),
        hosts,
        prices,
        control,
        ApprovalSettings.read(reader, control != null));
  }

  private static Path stateOf(Path spool) {
    Path parent = spool.getParent();
    return parent == null ? spool : parent;
  }

  private static ExportSettings export(SettingsReader reader, Path defaultSpool) {
    URI otherwise = URI.create("http://127.0.0.1:8123");
    URI url = reader.parsed("aiops.clickhouse.url", otherwise, Settings::url);
    return new ExportSettings(
        url,
        reader.text("aiops.clickhouse.database", "aiops"),
        reader.text("aiops.clickhouse.user", "aiops_ingest"),
        reader.text("aiops.clickhouse.password", ""),
        reader.parsed("aiops.spool.dir", defaultSpool, Path::of),
        reader.number(
            "aiops.spool.max.bytes", SPOOL_BYTES, ExportSettings.MIN_SPOOL_BYTES, Long.MAX_VALUE));
  }

  static URI url(String value) {
    URI url = URI.create(value);
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException(value + " is neither http:// nor https://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException(value + " names no host");
    }
    return url;
  }

  private static ContentRules content(SettingsReader reader) {
    List<SecretPattern> patterns = new ArrayList<>(SecretPatterns.BUILT_IN);
    patterns.addAll(reader.parsed("aiops.redact.patterns", List.of(), SecretPatterns::parse));
    return new ContentRules(
        reader.flag("aiops.capture.run-content", true),
        reader.flag("aiops.capture.messages", false),
        reader.flag("aiops.capture.tool-arguments", false),
        (int) reader.number("aiops.capture.max.chars", MAX_CHARS, 0, MOST_CHARS),
        new Redactor(patterns));
  }

  private static PriceCatalogue prices(SettingsReader reader, Map<String, String> hosts) {
    PriceCatalogue prices = PriceCatalogue.bundled();
    try {
      prices = hosts.isEmpty() ? prices : prices.withHosts(hosts);
    } catch (RuntimeException e) {
      reader.problem("aiops.model.hosts", String.valueOf(e.getMessage()));
    }
    return withFile(reader, prices);
  }

  private static PriceCatalogue withFile(SettingsReader reader, PriceCatalogue prices) {
    String name = "aiops.prices.file";
    String file = reader.text(name);
    if (file == null) {
      return prices;
    }
    try {
      return prices.withOverrides(Path.of(file));
    } catch (IOException e) {
      reader.problem(name, "cannot read " + file + ": " + e);
    } catch (RuntimeException e) {
      reader.problem(name, String.valueOf(e.getMessage()));
    }
    return prices;
  }
}
