/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ContentRulesTest {

  @Test
  void clean_shortText_stays() {
    assertThat(clean(10, "hello")).isEqualTo(new Text("hello", false, false));
  }

  @Test
  void clean_longText_isCutAndMarked() {
    assertThat(clean(5, "hello world")).isEqualTo(new Text("hello…[truncated]", false, true));
  }

  @Test
  void clean_textOfExactlyTheLimit_stays() {
    assertThat(clean(5, "hello")).isEqualTo(new Text("hello", false, false));
  }

  @Test
  void clean_limitZero_keepsNothing() {
    assertThat(clean(0, "hello").value()).isEqualTo("…[truncated]");
    assertThat(clean(0, "").value()).isEmpty();
  }

  @Test
  void clean_secretAcrossTheCut_isRecognised() {
    String text = "x".repeat(90) + " sk-abcdefghijklmnopqrstuvwxyz0123456789";

    assertThat(clean(100, text).value())
        .doesNotContain("sk-")
        .startsWith("x".repeat(90) + " [redacte");
  }

  @Test
  void clean_cutInsideASurrogatePair_leavesNoHalf() {
    assertThat(clean(3, "ab😀cd").value()).isEqualTo("ab…[truncated]");
  }

  @Test
  void clean_fiftyMegabytes_costNoMoreThanAPage() {
    String huge = "password=hunter22 ".repeat(50_000_000 / 18);
    ContentRules rules = rules(8192);
    long before = allocated();

    Text text = rules.clean(rules.window(huge));

    assertThat(allocated() - before).isLessThan(4 << 20);
    assertThat(text.truncated()).isTrue();
    assertThat(text.redacted()).isTrue();
    assertThat(text.value()).hasSize(8192 + ContentRules.MARK.length()).doesNotContain("hunter");
  }

  @Test
  void clean_windowThatShrinks_isStillMarkedAsCut() {
    String huge = "password=" + "x".repeat(100_000);
    ContentRules rules = rules(100);

    Text text = rules.clean(rules.window(huge));

    assertThat(text).isEqualTo(new Text("password=[redacted]…[truncated]", true, true));
  }

  @Test
  void message_isShortAndClean() {
    ContentRules rules = rules(10);

    assertThat(rules.message(new IllegalStateException("key sk-abcdefghijklmnopqrstuv refused")))
        .isEqualTo("key [redacted] refused");
    assertThat(rules.message(new IllegalStateException("x".repeat(5_000)))).hasSize(1_000);
    assertThat(rules.message(new IllegalStateException())).isEmpty();
  }

  private static Text clean(int maxChars, String text) {
    ContentRules rules = rules(maxChars);
    return rules.clean(rules.window(text));
  }

  private static ContentRules rules(int maxChars) {
    return new ContentRules(true, true, true, maxChars, new Redactor(SecretPatterns.BUILT_IN));
  }

  /** Bytes this thread has allocated: says what a text costs whatever else the machine does. */
  private static long allocated() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
  }
}
