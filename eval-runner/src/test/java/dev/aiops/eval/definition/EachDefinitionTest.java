/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EachDefinitionTest {

  private static final Logger LOG = Logger.getLogger(EachDefinition.class.getName());
  private static final Definitions THREE =
      Evals.of(
          """
          evals:
            - {name: a, check: {type: errors}}
            - {name: b, check: {type: errors}}
            - {name: c, check: {type: errors}}
          """);

  private final Said said = new Said();
  private final EachDefinition each = new EachDefinition(THREE, "done");
  private final List<String> done = new ArrayList<>();

  @BeforeEach
  void listen() {
    LOG.addHandler(said);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(said);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void oneThatFails_holdsUpNoOther() {
    perform("a");
    assertThat(done).containsExactly("b", "c");
  }

  @Test
  void failure_isWarnedOfOnce_ofEach_andAgainOnceItHasSucceeded() {
    perform("a");
    perform("a", "b");
    assertThat(said.warnings)
        .containsExactly(
            "a is not done, tried again: on purpose", "b is not done, tried again: on purpose");
    perform();
    perform("a");
    assertThat(said.warnings).hasSize(3);
  }

  private void perform(String... failing) {
    each.perform(
        definition -> {
          if (List.of(failing).contains(definition.name())) {
            throw new IllegalStateException("on purpose");
          }
          done.add(definition.name());
        });
  }

  private static final class Said extends Handler {

    private final List<String> warnings = new ArrayList<>();

    @Override
    public void publish(LogRecord said) {
      if (said.getLevel().equals(Level.WARNING)) {
        warnings.add(said.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
