/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static io.opentelemetry.javaagent.aiops.control.Client.CENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Governance;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane is away, does not let us in, or is another. */
class KeeperOutageTest {

  private static final String POLICY = "budgets: [{name: support, daily_cap: 1.00}]";

  @TempDir private Path root;

  @Test
  void more_withoutAControlPlane_goesOnWithinTheLease_thenFailsAtOnce_andIsBackWithinSeconds()
      throws Exception {
    try (SaidLines said = new SaidLines();
        TestControl control = new TestControl(POLICY);
        Keeper keeper = Keeper.start(control.settings(root, Timings.DEFAULT))) {
      Client.spend(keeper, CENT, 0);
      Budget budget = Client.budget(keeper);
      long left = budget.account().available();
      control.stop();
      Client.spend(keeper, left, left);
      assertThat(Client.reserve(keeper, Client.reservation(keeper), CENT))
          .isInstanceOf(Answer.Unavailable.class);
      assertThat(medianNanosOfARefusal(keeper, budget)).isLessThan(1_000_000);
      control.startAgain();
      Client.await(
          "the way back",
          Duration.ofSeconds(5),
          () -> Client.reserve(keeper, Client.reservation(keeper), CENT) == null);
      assertThat(said.lines("does not answer")).hasSize(1);
      assertThat(said.lines("decides again")).hasSize(1);
    }
  }

  private static long medianNanosOfARefusal(Keeper keeper, Budget budget) throws Exception {
    long[] nanos = new long[2_001];
    for (int i = 0; i < nanos.length; i++) {
      long began = System.nanoTime();
      Answer answer = keeper.more(budget, CENT, Duration.ofSeconds(5));
      nanos[i] = System.nanoTime() - began;
      assertThat(answer).isInstanceOf(Answer.Unavailable.class);
    }
    Arrays.sort(nanos);
    System.out.println("a refusal while nobody answers: " + nanos[1_000] + " ns");
    return nanos[1_000];
  }

  @Test
  void awaitGovernance_beforeAnyWord_saysWhy_andKnowsAsSoonAsItIsThere() throws Exception {
    TestControl control = new TestControl(POLICY);
    control.stop();
    try (control;
        Keeper keeper = Keeper.start(control.settings(root, Timings.DEFAULT))) {
      assertThat(keeper.awaitGovernance(Duration.ofSeconds(5)))
          .isInstanceOfSatisfying(
              Governance.Unknown.class,
              unknown -> assertThat(unknown.why()).contains("does not answer"));
      control.startAgain();
      Client.await(
          "governance",
          Duration.ofSeconds(5),
          () -> keeper.governance() instanceof Governance.Known);
      Client.spend(keeper, CENT, CENT);
    }
  }

  @Test
  void more_whoseAnswerIsLost_getsTheSameMoneyAndNotTwice() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        CuttingProxy proxy = new CuttingProxy(control.port(), "POST /v1/leases HTTP");
        Keeper keeper =
            Keeper.start(
                TestControl.settings(root, TestControl.FAST, proxy.port(), control.token))) {
      Client.budget(keeper);
      proxy.cut(2); // also what the connection repeats by itself
      Client.await(
          "money",
          Duration.ofSeconds(10),
          () -> Client.reserve(keeper, Client.reservation(keeper), 30 * CENT) == null);
      assertThat(proxy.hasCut()).as("answers that were cut").isEqualTo(2);
      assertThat(control.standing("support").leased()).isEqualTo(30 * CENT);
    }
  }

  @Test
  void start_withAWrongToken_saysSoOnce_withTheRemedy() throws Exception {
    try (SaidLines said = new SaidLines();
        TestControl control = new TestControl(POLICY);
        Keeper keeper =
            Keeper.start(
                TestControl.settings(root, TestControl.FAST, control.port(), "aiops_wrong"))) {
      assertThat(keeper.awaitGovernance(Duration.ofSeconds(5)))
          .isInstanceOfSatisfying(
              Governance.Unknown.class,
              unknown -> assertThat(unknown.why()).contains("make a token with the token command"));
      Client.await("more tries", Duration.ofSeconds(5), () -> control.refused("wrong_token") > 3);
      assertThat(said.lines("")).hasSize(1).allMatch(line -> line.startsWith("[aiops] "));
      assertThat(said.lines("wrong_token")).hasSize(1);
    }
  }

  @Test
  void start_atAnotherServer_saysWhatIsWrong() throws Exception {
    byte[] page = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try (Keeper keeper =
        Keeper.start(
            TestControl.settings(
                root, TestControl.FAST, server.getAddress().getPort(), "aiops_x"))) {
      assertThat(keeper.awaitGovernance(Duration.ofSeconds(5)))
          .isInstanceOfSatisfying(
              Governance.Unknown.class,
              unknown -> assertThat(unknown.why()).contains("is not JSON", "check the URL"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void start_withoutAFolderToWriteTo_doesWithout_andSaysSoOnce() throws Exception {
    Path file = Files.createFile(root.resolve("file"));
    try (SaidLines said = new SaidLines();
        TestControl control = new TestControl(POLICY);
        Keeper keeper = Keeper.start(control.settings(file, TestControl.FAST))) {
      Client.spend(keeper, CENT, CENT);
      List<String> lines = said.lines("no counter file");
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0)).contains("name a folder");
    }
  }
}
