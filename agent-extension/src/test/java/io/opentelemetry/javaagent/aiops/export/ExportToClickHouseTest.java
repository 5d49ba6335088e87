/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole path into the real engine, as the ingest user, into the migrated tables. */
@ExtendWith(ClickHouseExtension.class)
class ExportToClickHouseTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private final Instant at = Instant.now().minusSeconds(90).with(NANO_OF_SECOND, 123_456_789);
  private final long start = RunEventRows.nanos(at);
  private static final SpanContext PARENT =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.builder().put("other", "2").put("aiops", "1").build());

  @TempDir Path spool;
  private final TestDatabase database;

  ExportToClickHouseTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void resource_withACommandLine_isStoredWithoutIt() {
    Resource resource =
        Resource.create(
            Attributes.of(
                stringKey("service.name"),
                "secretive",
                stringArrayKey("process.command_args"),
                List.of("java", "-Daiops.clickhouse.password=hunter22"),
                stringKey("process.command_line"),
                "java -Daiops.clickhouse.password=hunter22",
                stringKey("process.runtime.name"),
                "OpenJDK"));
    try (ClickHouseExport export = export(database.ingest());
        SdkTracerProvider provider =
            SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(export.spanProcessor(span -> true))
                .build()) {
      provider.get("dev.aiops").spanBuilder("quiet").startSpan().end();
      provider.get("dev.aiops").spanBuilder("quiet").startSpan().end();
      Await.sent(export, SOON);
    }

    assertThat(
            database.ask(
                "SELECT arrayStringConcat(arraySort(mapKeys(ResourceAttributes)), ','), count()"
                    + " FROM otel_traces WHERE ServiceName = 'secretive' GROUP BY 1"))
        .isEqualTo("process.runtime.name,service.name\t2");
  }

  @Test
  void span_everyColumn() {
    try (ClickHouseExport export = export(database.ingest())) {
      Span span =
          Telemetry.tracer(export)
              .spanBuilder("every column")
              .setParent(Context.root().with(Span.wrap(PARENT)))
              .setSpanKind(SpanKind.CLIENT)
              .setStartTimestamp(start, TimeUnit.NANOSECONDS)
              .setAttribute(booleanKey("b"), true)
              .setAttribute(doubleKey("d"), 0.25)
              .setAttribute(stringArrayKey("sa"), List.of("a", "b\"c"))
              .setAttribute(longArrayKey("la"), List.of(1L, 2L))
              .setAttribute("n", 7L)
              .setAttribute("s", "it's\ta \"string\" €😀\0")
              .setAttribute("bad", "a\ud800z")
              .addLink(PARENT, Attributes.of(stringKey("l"), "1"))
              .startSpan();
      span.addEvent("first", Attributes.of(stringKey("e"), "1"), start + 5, TimeUnit.NANOSECONDS);
      span.addEvent("second", start + 6, TimeUnit.NANOSECONDS);
      span.setStatus(StatusCode.ERROR, "went wrong");
      span.end(start + 1_500, TimeUnit.NANOSECONDS);
      Await.sent(export, SOON);
    }

    assertThat(spanColumns("every column"))
        .isEqualTo(
            String.join(
                "\t",
                Long.toString(start),
                PARENT.getTraceId(),
                PARENT.getSpanId(),
                "aiops=1,other=2",
                "Client",
                "support-desk",
                "care",
                "dev.aiops",
                "0.1.0",
                "1500",
                "Error",
                "went wrong"));
    assertThat(attribute("every column", "b")).isEqualTo("true");
    assertThat(attribute("every column", "d")).isEqualTo("0.25");
    assertThat(attribute("every column", "sa")).isEqualTo("[\"a\",\"b\\\\\"c\"]");
    assertThat(attribute("every column", "la")).isEqualTo("[1,2]");
    assertThat(attribute("every column", "n")).isEqualTo("7");
    assertThat(attribute("every column", "bad")).isEqualTo("a?z");
    assertThat(
            database.ask(
                "SELECT SpanAttributes['s'] = concat('it\\'s\\ta \"string\" €😀', char(0))"
                    + " FROM otel_traces WHERE SpanName = 'every column'"))
        .isEqualTo("1");
    assertThat(
            database.ask(
                "SELECT Events.Name, arrayMap(t -> toUnixTimestamp64Nano(t), Events.Timestamp),"
                    + " Events.Attributes, Links.TraceId, Links.TraceState, Links.Attributes"
                    + " FROM otel_traces WHERE SpanName = 'every column'"))
        .isEqualTo(
            "['first','second']\t["
                + (start + 5)
                + ","
                + (start + 6)
                + "]\t[{'e':'1'},{}]\t['"
                + PARENT.getTraceId()
                + "']\t['aiops=1,other=2']\t[{'l':'1'}]");
  }

  @Test
  void span_ofEveryDayIsTaken() {
    try (ClickHouseExport export = export(database.ingest())) {
      for (long day : new long[] {1, 86_399_999_999_999L, 86_400_000_000_000L, start}) {
        Telemetry.tracer(export)
            .spanBuilder("day")
            .setStartTimestamp(day, TimeUnit.NANOSECONDS)
            .startSpan()
            .end(day, TimeUnit.NANOSECONDS);
      }
      Await.sent(export, SOON);
      assertThat(export.stats().inserts()).isEqualTo(3);
      assertThat(export.stats().rowsDropped()).isZero();
    }
  }

  @Test
  void log_everyColumn() {
    try (ClickHouseExport export = export(database.ingest())) {
      SdkLoggerProvider.builder()
          .setResource(Telemetry.RESOURCE)
          .addLogRecordProcessor(export.logProcessor(record -> true))
          .build()
          .loggerBuilder("scope")
          .setInstrumentationVersion("2")
          .setSchemaUrl("https://schema")
          .build()
          .logRecordBuilder()
          .setTimestamp(start, TimeUnit.NANOSECONDS)
          .setContext(Context.root().with(Span.wrap(PARENT)))
          .setSeverity(Severity.WARN2)
          .setSeverityText("warning")
          .setBody("the body")
          .setEventName("the.event")
          .setAttribute(stringKey("k"), "v")
          .emit();
      Await.sent(export, SOON);
    }

    assertThat(
            database.ask(
                "SELECT toUnixTimestamp64Nano(Timestamp), TraceId, SpanId, TraceFlags, SeverityText,"
                    + " SeverityNumber, ServiceName, Body, ResourceSchemaUrl, Team, ScopeSchemaUrl,"
                    + " ScopeName, ScopeVersion, ScopeAttributes, LogAttributes, EventName"
                    + " FROM otel_logs WHERE EventName = 'the.event'"))
        .isEqualTo(
            start
                + "\t"
                + PARENT.getTraceId()
                + "\t"
                + PARENT.getSpanId()
                + "\t1\twarning\t14\tsupport-desk\tthe body\t\tcare\thttps://schema\tscope\t2\t{}\t"
                + "{'k':'v'}\tthe.event");
  }

  @Test
  void runEventAndContent_everyColumn() {
    try (ClickHouseExport export = export(database.ingest())) {
      export
          .runEvents()
          .accept(
              new RunEvent(
                  "run-7",
                  at,
                  RunEvent.Kind.ENDED,
                  "t",
                  "s",
                  "error",
                  Telemetry.ORIGIN,
                  new RunEvent.Outcome("out", "f", "E", "msg")));
      export
          .contents()
          .accept(
              new MessagePart(
                  at,
                  "t",
                  "s",
                  "run-7",
                  "svc",
                  MessagePart.Part.INPUT_MESSAGES,
                  "[]",
                  true,
                  false));
      Await.sent(export, SOON);
    }

    assertThat(
            database.ask(
                "SELECT RunId, toUnixTimestamp64Nano(EventTime), Kind, TraceId, SpanId, ServiceName,"
                    + " ServiceInstanceId, Environment, Team, AgentName, AgentVersion, RequestModel,"
                    + " UserId, ConversationId, Status, Input, Output, FailingSpanId, ErrorType,"
                    + " ErrorMessage FROM run_events WHERE RunId = 'run-7'"))
        .isEqualTo(
            "run-7\t"
                + start
                + "\tended\tt\ts\tsupport-desk\ti-1\ttest\tcare\ttriage\t1.2"
                + "\tgpt-4.1\tu-1\tc-1\terror\thelp\tout\tf\tE\tmsg");
    assertThat(
            database.ask(
                "SELECT toUnixTimestamp64Nano(Timestamp), TraceId, SpanId, RunId, ServiceName, Part,"
                    + " Content, Redacted, Truncated FROM message_content"))
        .isEqualTo(start + "\tt\ts\trun-7\tsvc\tinput.messages\t[]\t1\t0");
  }

  @Test
  void batchOfManyBlocks_isOnePartAndOnceWhenRepeated() {
    MemoryBatch batch =
        new MemoryBatch(Table.MESSAGE_CONTENT, "01a20bbb-0c5f-7c4d-960b-38d2f7697333");
    for (int i = 0; i < 40; i++) {
      batch.append(BatchProtocolTest.Blocks.content(100));
    }
    ClickHouseHttp http = new ClickHouseHttp(settings(database.ingest()));

    for (int i = 0; i < 3; i++) {
      assertThat(http.insert(batch)).isEqualTo(new Reply.Accepted(""));
    }

    assertThat(http.count(batch)).isEqualTo(new Reply.Accepted("4000"));
    assertThat(
            database
                .admin()
                .ask(
                    "SELECT count(), sum(rows) FROM system.parts WHERE active AND database ="
                        + " currentDatabase() AND table = 'message_content' AND rows >= 4000"))
        .isEqualTo("1\t4000");
  }

  @Test
  void fiftyMegabyteAttribute_isCutAndStored() {
    try (ClickHouseExport export = export(database.ingest())) {
      Telemetry.tracer(export)
          .spanBuilder("huge")
          .setAttribute("a", "€".repeat(17_000_000))
          .startSpan()
          .end();
      Await.sent(export, SOON);
    }

    assertThat(
            database.ask(
                "SELECT length(SpanAttributes['a']) <= 1048576, isValidUTF8(SpanAttributes['a']),"
                    + " endsWith(SpanAttributes['a'], '€…') FROM otel_traces WHERE SpanName ="
                    + " 'huge'"))
        .isEqualTo("1\t1\t1");
  }

  @Test
  void wrongPassword_isToldApart() {
    ClickHouse right = database.ingest();
    fails(
        new ClickHouse(right.url(), right.database(), right.user(), "wrong"),
        "aiops.clickhouse.password");
  }

  @Test
  void unknownDatabase_isToldApart() {
    fails(database.admin().withDatabase("nowhere"), "has no database nowhere");
  }

  @Test
  void missingTables_areToldApart() {
    fails(database.admin().withDatabase("default"), "run the migrations");
  }

  @Test
  void userWithoutTheRight_isToldApart() {
    fails(database.read(), "may not insert");
  }

  @Test
  void somethingElseListens_isToldApart() {
    ClickHouse right = database.ingest();
    URI path = URI.create(right.url() + "/no/such/page");
    fails(
        new ClickHouse(path, right.database(), right.user(), right.password()),
        "check aiops.clickhouse.*");
  }

  private void fails(ClickHouse to, String advice) {
    ClickHouseExport export = export(to);
    Telemetry.modelCall(Telemetry.tracer(export), 1);
    export.flush(Duration.ofMillis(100));
    Await.until(advice, SOON, () -> export.stats().lastError().contains(advice));
    assertThat(export.stats().rowsDropped()).isZero();
    export.shutdown(Duration.ofMillis(10));
  }

  private String spanColumns(String name) {
    return database.ask(
        "SELECT toUnixTimestamp64Nano(Timestamp), TraceId, ParentSpanId, TraceState, SpanKind,"
            + " ServiceName, ResourceAttributes['aiops.team'], ScopeName, ScopeVersion, Duration,"
            + " StatusCode, StatusMessage FROM otel_traces WHERE SpanName = '"
            + name
            + "'");
  }

  private String attribute(String span, String key) {
    return database.ask(
        "SELECT SpanAttributes['" + key + "'] FROM otel_traces WHERE SpanName = '" + span + "'");
  }

  private ClickHouseExport export(ClickHouse to) {
    return ClickHouseExport.start(settings(to));
  }

  private ExportSettings settings(ClickHouse to) {
    return new ExportSettings(
        to.url(), to.database(), to.user(), to.password(), spool.resolve("spool"), 64 << 20);
  }
}
