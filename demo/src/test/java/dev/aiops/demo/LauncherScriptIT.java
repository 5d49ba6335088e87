/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.demo.Script.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./aiops} through a link, from another folder, with a space in every path it makes. */
class LauncherScriptIT {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final int WIDTH = 120;

  @TempDir Path temp;
  private Script script;

  /** Maven leaves a jar as it is where nothing in it changed; the script would build it again. */
  @BeforeAll
  static void jarsAreBuilt() throws IOException {
    for (String jar :
        List.of(
            "clickhouse/target/aiops-clickhouse-0.1.0-SNAPSHOT.jar",
            "approval-api/target/aiops-approval-api-0.1.0-SNAPSHOT.jar",
            "agent-extension/target/aiops-javaagent.jar",
            "eval-runner/target/aiops-eval-runner-0.1.0-SNAPSHOT.jar",
            "demo/target/aiops-demo-0.1.0-SNAPSHOT.jar")) {
      Files.setLastModifiedTime(HOME.resolve(jar), FileTime.from(Instant.now()));
    }
  }

  @BeforeEach
  void link() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("some where"));
    Path link = Files.createSymbolicLink(folder.resolve("aiops"), HOME.resolve("aiops"));
    script = new Script(link, folder, environment());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AIOPS_STATE_DIR", temp.resolve("my state").toString());
    environment.put("AIOPS_HTTP_PORT", "0");
    environment.put("AIOPS_TCP_PORT", "0");
    environment.put("AIOPS_API_PORT", "0");
    return environment;
  }

  @AfterEach
  void down() throws Exception {
    assertThat(script.run("down").code()).isZero();
    Files.delete(script.path());
  }

  @Test
  void demo_onAFreshState_provesTheCostAndLeavesTheRunsToLookAt() throws Exception {
    Outcome demo = script.run("demo");
    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.err())
        .contains("Starting ClickHouse in ", "Starting approval-api", "  mail T-02: Dear Jonas")
        .containsPattern(
            "  a person approves refund \\{.*\"cents\":24500.*, held by refunds-above-100\\R")
        .containsPattern("  a person denies refund \\{.*\"orderId\":\"A-1004\"")
        .containsPattern("  a person leaves refund \\{.*held by refunds-above-1000\\R")
        .contains(
            "  mail T-09: Dear Sam, Not executed: A person declined this refund. Reason: a day")
        .contains(
            "  mail T-10: Dear Elif, Not executed: refund is waiting for approval by a person")
        .contains("  books: A-1002, EUR 245.00 paid back: arrived cracked")
        .doesNotContain("  books: A-1004", "  books: A-1006")
        .contains("  backlog stopped: 8 of 12 old tickets are filed")
        .contains("the budget demo has a cap of\n      0.0006 USD for ", "role admin can raise")
        .doesNotContain("cap of demo raised");
    assertThat(demo.out().lines()).allMatch(line -> line.length() <= WIDTH);
    assertThat(demo.out())
        .startsWith("support-desk since ")
        .contains("40 runs (37 ok, 3 error), 60 model calls, 16 tool calls")
        .contains("shown because it fell back to another model twice")
        .containsPattern("ClickHouse +52  \\$0\\.003363240\\R+provider's own +52  \\$0\\.003363240")
        .contains("Equal to the last digit.", "./aiops down")
        .containsPattern("BacklogAgent .* 1      -      -         -          \\?    \\?")
        .containsPattern(
            "demo +\\d{4}-\\d\\d-\\d\\d +\\$0\\.000600000 .* 8 +1  \\d\\d:\\d\\d:\\d\\d UTC")
        .containsPattern("charged to demo +7  \\$(0\\.\\d{9}) .*\\R+provider's own +7  \\$\\1 ")
        .contains("in total never below the bill.", "1 call without usage: charged the most")
        .doesNotContain("\u001b");
    String approver = approvals(demo.out());

    Outcome second = script.run("demo");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.err())
        .containsPattern(
            "Today's cap of demo raised to \\$0\\.000\\d{6} by operator, as agents asked")
        .contains("  backlog stopped: 8 of 12 old tickets are filed");
    assertThat(second.out()).containsPattern("demo +\\d{4}-.* 16 +2  ");
    assertThat(approvals(second.out())).as("drawn again").isNotEqualTo(approver);
    assertThat(done("user", "list")).isEqualTo("demo-approver: role refund-approver\n");

    token();
    assertThat(done("up")).contains("already runs on port", ". '" + temp.resolve("my state/env"));
    assertThat(done("status")).contains(": ok (process ");
    assertThat(done("runs", "40").lines().filter(line -> line.contains("$"))).hasSize(39);
    String id = shown(demo.out());
    assertThat(done("run", id)).contains(id, "instead of gpt-5", "Order A-1006");
    assertThat(done("report")).startsWith("All services since ");
    backtest();
    assertThat(done("down")).contains("ClickHouse stopped");
    assertThat(done("down")).contains("ClickHouse is not running here.");
    Outcome after = script.run("runs");
    assertThat(after.code()).isEqualTo(1);
    assertThat(after.err()).contains("start it with ./aiops up");
  }

  @Test
  void demoEvals_worsePrompt_isARegressionOfTheNight_withItsInterval_andTheGateExitsOne()
      throws Exception {
    Outcome scene = script.run("demo", "evals");
    assertThat(scene.code()).as(scene.err() + scene.out()).isZero();
    assertThat(scene.err())
        .contains(
            "Deploying release 1.5.0 of the support desk, prompt 'careful'",
            "Deploying release 1.6.0 of the support desk, prompt 'quick'")
        .containsPattern("(?s)120 of 120 questions answered.*120 of 120 questions answered");
    assertThat(scene.out())
        .containsSubsequence(
            "The nightly batch after release 1.5.0",
            "asks-the-carrier: 120 scored, 117 of them passed",
            "REFERENCE: ",
            "no-errors-in-deliveries: 120 scored, 120 of them passed",
            "The nightly batch after release 1.6.0",
            "asks-the-carrier: 120 scored, 72 of them passed")
        .containsPattern(
            "REGRESSION: -0\\.375 \\(95 % interval -0\\.466 to -0\\.280\\), look 1 at from=")
        .contains("The gate exited 1");
    assertThat(Files.readString(temp.resolve("my state/evals/report.md")))
        .containsPattern("asks-the-carrier.*REGRESSION");
    assertThat(Files.readString(temp.resolve("my state/evals/report.xml"))).contains("<failure");
  }

  /** Whoever has it may read what waits; the file keeps its hash alone. */
  private void token() throws Exception {
    String token = done("token", "new", "operator", "olga", "--role", "admin").strip();
    assertThat(Script.read(temp.resolve("my state/approval-api/tokens.jsonl")))
        .contains("\"olga\"")
        .doesNotContain(token);
    Outcome none = script.run("token", "olga");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("./aiops token new agent NAME");
  }

  /** What waited is told, and who may decide what still does; gives the password of that person. */
  private String approvals(String report) throws Exception {
    assertThat(report)
        .containsPattern(
            "refund +\\{\"cents\":24500,.* refunds-above-100 +EXECUTED +operator +\\d\\d:")
        .containsPattern(
            "refund +\\{\"cents\":11200,.* refunds-above-100 +DENIED +operator +\\d\\d:")
        .containsPattern("refund +\\{\"cents\":129000,.* refunds-above-1000 +PENDING +- +- +still")
        .containsPattern("its run was waiting_approval for 2\\.\\d s and ended ok:")
        .containsPattern("  http://127\\.0\\.0\\.1:\\d+/approvals/apr_[a-z2-7]{26}\\R")
        .contains("Equal: what nobody approved did not run.");
    Matcher person = Pattern.compile("user demo-approver   password (\\S{12,})\\R").matcher(report);
    assertThat(person.find()).as(report).isTrue();
    try (Stream<Path> state = Files.walk(temp.resolve("my state").resolve("approval-api"))) {
      for (Path file : state.filter(Files::isRegularFile).toList()) {
        assertThat(Script.read(file)).as(file.toString()).doesNotContain(person.group(1));
      }
    }
    return person.group(1);
  }

  /** A policy in the folder where the script is called, on the calls of both demos. */
  private void backtest() throws Exception {
    Path policy = script.workingDirectory().resolve("tight.yaml");
    Files.writeString(
        policy,
        "budgets: [{name: tight, daily_cap: 0.001, match: {service: support-desk},"
            + " spend_guard: {same_tool_calls: 9}}]");
    String told = done("backtest", "tight.yaml", "--days", "2", "--by", "model");
    assertThat(told.lines()).allMatch(line -> line.length() <= WIDTH);
    assertThat(told)
        .startsWith("Back-test of tight.yaml, version ")
        .containsPattern("refused at the time +2 +unknown")
        .containsPattern("It would have refused \\d+ calls of \\d+ runs and saved 0\\.\\d+ USD")
        .containsPattern("cap_reached: \\d+ calls, 0\\.\\d+ USD")
        .containsPattern("MODEL +CALLS +CHARGED +REFUSED +SAVED\\R +gpt-");
    Files.writeString(policy, "budgets: [{name: tight, daily_cap: nothing}]");
    Outcome wrong = script.run("backtest", "tight.yaml");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("tight.yaml:1:36: daily_cap is not an amount of dollars");
  }

  @Test
  void up_startsTheControlPlaneAndDownEndsExactlyThat() throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("AIOPS_PUBLIC_URL", "https://ops.example.com");
    script = new Script(script.path(), script.workingDirectory(), environment);
    String up = done("up");
    assertThat(up)
        .contains(
            "Attach an app:", "What waits for a person is decided at https://ops.example.com/")
        .contains("Nobody can sign in yet: ./aiops user add NAME --role admin");
    Matcher url = Pattern.compile("-Daiops.control.url=(\\S+)").matcher(up);
    assertThat(url.find()).as(up).isTrue();
    Path control = temp.resolve("my state").resolve("approval-api");
    Path token = control.resolve("agent.token");
    assertThat(up).contains("-Daiops.control.token.file='" + token + "'");
    for (String secret : List.of("agent.token", "operator.token", "tokens.jsonl", "policy.yaml")) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(control.resolve(secret))))
          .as(secret)
          .isEqualTo("rw-------");
    }
    assertThat(budgets(url.group(1), Script.read(token).strip()).statusCode()).isEqualTo(200);
    assertThat(up).doesNotContain(Script.read(token).strip());
    assertThat(cookieOfTheLoginPage(url.group(1)))
        .as("approval-api was told AIOPS_PUBLIC_URL")
        .contains("Secure");

    assertThat(done("budgets"))
        .contains("everything", "50.00 USD", "0.00 USD in 0", "observe", " h ")
        .contains("BUDGET", "OPEN LEASES", "RESETS IN");
    assertThat(done("verify-log")).startsWith("The control log is whole.").contains("rows  1");
    assertThat(done("status"))
        .contains("approval-api " + url.group(1) + " (process ", "everything");
    long service = Long.parseLong(Script.read(control.resolve("server.pid")).split(" ", 2)[0]);
    assertThat(done("up")).contains("approval-api already runs on port");

    assertThat(done("down")).contains("approval-api stopped", "ClickHouse stopped");
    assertThat(ProcessHandle.of(service).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(script.run("budgets").err()).contains("approval-api is not running here");
    String before = Script.read(token);
    done("up");
    assertThat(Script.read(token)).as("made once").isEqualTo(before);
    settingsOfAnAppInTheSameShellStillMeanTheEmbeddedServer();
  }

  private void settingsOfAnAppInTheSameShellStillMeanTheEmbeddedServer() throws Exception {
    Map<String, String> sourced = new HashMap<>(environment());
    Matcher exports =
        Pattern.compile("export (\\w+)='(.*)'").matcher(Script.read(temp.resolve("my state/env")));
    while (exports.find()) sourced.put(exports.group(1), exports.group(2));
    assertThat(sourced).containsKey("AIOPS_CLICKHOUSE_PASSWORD");
    script = new Script(script.path(), script.workingDirectory(), sourced);
    assertThat(done("runs")).contains("No runs yet.");
    assertThat(done("up")).contains("already runs on port");
  }

  private static String cookieOfTheLoginPage(String url) throws Exception {
    HttpRequest ask = HttpRequest.newBuilder(URI.create(url + "/login")).build();
    HttpResponse<String> page =
        HttpClient.newHttpClient().send(ask, HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return String.join("; ", page.headers().allValues("Set-Cookie"));
  }

  private static HttpResponse<String> budgets(String url, String token) throws Exception {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create(url + "/v1/budgets?service=desk"))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient().send(ask, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void up_portOfTheControlPlaneInUse_saysWhichSettingChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = new HashMap<>(environment());
      environment.put("AIOPS_API_PORT", Integer.toString(taken.getLocalPort()));
      Outcome up = new Script(script.path(), script.workingDirectory(), environment).run("up");
      assertThat(up.code()).isEqualTo(1);
      assertThat(up.err())
          .contains(
              "Port " + taken.getLocalPort() + " is in use",
              "set AIOPS_API_PORT to a free one, or end that process");
    }
  }

  @Tag("long")
  @Test
  void demo_interrupted_leavesNothingButClickHouse() throws Exception {
    Path err = temp.resolve("err.txt");
    Process shell = script.startJob(err, "demo");
    await(() -> Files.exists(err) && Script.read(err).contains("  mail T-01"));
    String group = Script.read(temp.resolve("job.txt")).strip();
    List<ProcessHandle> started =
        shell.descendants().filter(process -> !command(process).isEmpty()).toList();
    assertThat(started).as("script, demo and app").hasSizeGreaterThanOrEqualTo(3);

    assertThat(new ProcessBuilder("kill", "-INT", "--", "-" + group).start().waitFor()).isZero();

    assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
    await(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(done("status")).contains(": ok (process ");
  }

  @Test
  void demo_ownServerThatIsNotThere_saysSoBeforeTheAppRuns() throws Exception {
    Map<String, String> own = new HashMap<>(environment());
    own.put("AIOPS_CLICKHOUSE_URL", "http://127.0.0.1:1");
    Outcome demo = new Script(script.path(), script.workingDirectory(), own).run("demo");
    assertThat(demo.code()).isEqualTo(1);
    assertThat(demo.err())
        .startsWith("aiops: No ClickHouse at http://127.0.0.1:1")
        .doesNotContain("Running the support desk");
  }

  @Test
  void noCommand_showsUsage() throws Exception {
    Outcome nothing = script.run();
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).startsWith("Usage: ./aiops COMMAND");
    assertThat(done("--help").lines()).allMatch(line -> line.length() <= WIDTH);
    assertThat(script.run("fly").err()).contains("no such command: fly");
    assertThat(script.run("demo", "now").err())
        .contains("./aiops demo takes evals or nothing, got: now");
  }

  @Test
  void nothingInstalled_namesAllThatIsMissingAtOnce() throws Exception {
    Map<String, String> bare = new HashMap<>(environment());
    bare.put("PATH", toolsWithoutJava().toString());
    bare.put("JAVA_HOME", "");
    bare.put("XDG_CACHE_HOME", temp.resolve("no cache").toString());
    Outcome outcome = new Script(script.path(), script.workingDirectory(), bare).run("up");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("npm is missing", "apt-get install npm"),
            line -> assertThat(line).contains("Java is missing", "openjdk-17-jdk-headless"));
  }

  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectory(temp.resolve("tools"));
    for (String tool : List.of("bash", "env", "dirname", "readlink", "sed", "find", "head")) {
      Path wrapper = tools.resolve(tool);
      Files.writeString(wrapper, "#!/bin/sh\nexec '" + onPath(tool) + "' \"$@\"\n");
      Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
    }
    return tools;
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private String done(String... arguments) throws Exception {
    Outcome outcome = script.run(arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  /** The id of the run whose timeline a report shows. */
  private static String shown(String report) {
    Matcher run = Pattern.compile("Run (\\S+), shown because").matcher(report);
    assertThat(run.find()).isTrue();
    return run.group(1);
  }

  private static String command(ProcessHandle process) {
    return process.info().command().orElse("");
  }

  private static void await(Condition condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.holds() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(condition.holds()).isTrue();
  }

  /** Something to wait for. */
  private interface Condition {
    boolean holds() throws IOException;
  }
}
