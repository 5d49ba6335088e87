/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Text of others in a real browser: it is read, and it does nothing. */
@ExtendWith(ClickHouseExtension.class)
class HostileInBrowserTest {

  @TempDir static Path directory;

  private static People people;
  private static Decisions decisions;
  private static Chromium chromium;

  @BeforeAll
  static void start(TestDatabase database) throws Exception {
    people = new People(database.control(), directory);
    decisions = new Decisions(people);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    people.close();
  }

  private static final String TURNED = "pay \u202e0001\u202c to ad\u200bmin";
  private static final String TOOL = "refund\"><img src=x onerror=alert(1)>";

  /** All of the corpus, as names and as values. */
  private static String arguments() {
    ObjectNode arguments = Contract.JSON.createObjectNode().put("amount", 1_000);
    HostileTest.CORPUS.forEach(text -> arguments.put(text, text));
    return arguments.put("turned", TURNED).toString();
  }

  @Test
  void text_ofOthers_isRead_andDoesNothing() throws Exception {
    String reason = String.join(" ", HostileTest.CORPUS.subList(0, 12));
    String id = decisions.ask(TOOL, reason.substring(0, 200), Decisions.run(), arguments());
    people.raise("support-live", reason);
    try (Screen ben = chromium.signedIn(people, "ben")) {
      assertThat(ben.go("/").part("Actions")).containsText(TOOL);
      ben.link(TOOL).click();
      Locator shown = ben.part("What will run");
      for (String hostile : HostileTest.CORPUS) {
        assertThat(shown.getByText(hostile, exact())).hasCount(2);
      }
      assertThat(shown).containsText("pay [U+202E]0001[U+202C] to ad[U+200B]min");
      ben.page.getByLabel("Your reason").fill(reason);
      ben.button("Deny").click();
      assertThat(ben.part("Answers")).containsText("denied by ben");
      assertThat(ben.part("Answers")).containsText("<script>alert(1)</script>");
      assertThat(ben.go("/history").page.getByRole(AriaRole.MAIN)).containsText("<svg/onload=");
      ben.go("/?text=%22%3E%3Csvg%20onload=alert(1)%3E");
      assertThat(ben.page.getByLabel("Text, anywhere in it")).hasValue("\"><svg onload=alert(1)>");
      ben.go("/approvals/%3Csvg%20onload=alert(1)%3E");
      assertThat(ben.alert()).containsText("No approval <svg onload=alert(1)> is known here");
    }
    assertThat(decisions.state(id)).isEqualTo("DENIED");
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  @Test
  void edit_ofHostileText_keepsIt() throws Exception {
    String id = decisions.ask("refund_kept", arguments());
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.approval(id).page.getByText("Change the arguments first").click();
      Locator text = ben.page.getByLabel("Arguments as JSON");
      text.fill(text.inputValue().replace("1000", "900"));
      ben.button("Approve with these changes").click();
      assertThat(ben.page.getByRole(AriaRole.STATUS)).hasText("Approved: it may run once.");
    }
    assertThat(decisions.seen(id).body().path("approval").path("edited_arguments"))
        .isEqualTo(Contract.JSON.readTree(arguments().replace("1000", "900")));
  }

  /** What the other tests are sure not to see is seen where it happens, and is stopped. */
  @Test
  void fault_isSeen_andStoppedByThePolicy() throws Exception {
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.go("/")
          .page
          .evaluate(
              """
          () => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const image = document.createElement("img");
            image.src = "https://evil.example/x.png";
            document.body.append(image);
          }
          """);
      assertThat(ben.page.evaluate("() => window.ran === undefined")).isEqualTo(true);
      assertThat(ben.takeFaults())
          .anyMatch(fault -> fault.contains("script-src 'self'"))
          .anyMatch(fault -> fault.contains("img-src 'self'"))
          .contains("asked for https://evil.example/x.png");
      ben.page.evaluate("() => setTimeout(() => { alert('hello'); throw new Error('late'); })");
      ben.page.waitForCondition(() -> ben.faults().size() == 2);
      assertThat(ben.takeFaults())
          .contains("opened a dialog: hello")
          .anyMatch(fault -> fault.startsWith("a script failed"));
      assertThatThrownBy(() -> ben.page.navigate("https://evil.example/"))
          .as("no name is looked up")
          .hasMessageContaining("ERR_NAME_NOT_RESOLVED");
      assertThat(ben.takeFaults()).contains("asked for https://evil.example/");
    }
  }

  @Test
  void page_inAFrameOfAnother_isNotShown() throws Exception {
    try (Screen ben = chromium.signedIn(people, "ben")) {
      ben.page.setContent(
          "<iframe src='http://127.0.0.1:" + people.service.port() + "/'></iframe>");
      ben.page.waitForCondition(() -> !ben.faults().isEmpty());
      assertThat(ben.takeFaults()).anyMatch(fault -> fault.contains("frame-ancestors 'none'"));
      assertThat(ben.page.frames()).hasSize(2);
      assertThat(ben.page.frames().get(1).content()).doesNotContain("Waiting for you");
    }
  }
}
