/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.bench.Model.Library;
import dev.aiops.bench.Options.Part;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  private static final Set<Library> ALL = EnumSet.allOf(Library.class);

  @Test
  void parse_nothing_measuresAllInFull() {
    assertThat(Options.parse())
        .isEqualTo(new Options(Plan.FULL, EnumSet.allOf(Part.class), ALL, Plan.FULL.days()));
  }

  @Test
  void parse_quickAndOnly() {
    assertThat(Options.parse("--only", "visible,hot-paths", "--quick"))
        .isEqualTo(
            new Options(
                Plan.QUICK, EnumSet.of(Part.VISIBLE, Part.HOT_PATHS), ALL, Plan.QUICK.days()));
  }

  @Test
  void parse_libraries() {
    assertThat(Options.parse("--libraries", "genai,openai").libraries())
        .containsExactlyInAnyOrder(Library.GENAI, Library.OPENAI);
    assertThatThrownBy(() -> Options.parse("--libraries", "open-ai"))
        .hasMessage("no library is named open-ai; see --help");
  }

  @Test
  void parse_days_areInRisingOrder() {
    assertThat(Options.parse("--days", "10,1").days()).containsExactly(1, 10);
    assertThatThrownBy(() -> Options.parse("--days", "0"))
        .hasMessage("days are 1 to 999, got 0; see --help");
  }

  @Test
  void parse_unknown_namesIt() {
    assertThatThrownBy(() -> Options.parse("--fast")).hasMessage("not known: --fast; see --help");
    assertThatThrownBy(() -> Options.parse("--only", "speed"))
        .hasMessage("no part is named speed; see --help");
    assertThatThrownBy(() -> Options.parse("--only")).hasMessage("not known: --only; see --help");
  }
}
