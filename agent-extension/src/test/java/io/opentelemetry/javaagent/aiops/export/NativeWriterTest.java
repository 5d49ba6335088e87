/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NativeWriterTest {

  private final NativeWriter writer = new NativeWriter();

  @Test
  void varUInt_sevenBitsAByte() {
    writer.varUInt(0);
    writer.varUInt(127);
    writer.varUInt(128);
    writer.varUInt(300);
    writer.varUInt(-1L);

    assertThat(hex()).isEqualTo("00" + "7f" + "8001" + "ac02" + "ffffffffffffffffff01");
  }

  @Test
  void int64_littleEndian() {
    writer.int64(1);
    writer.int64(-2);

    assertThat(hex()).isEqualTo("0100000000000000" + "feffffffffffffff");
  }

  @Test
  void string_lengthInBytesAndUtf8() {
    writer.string("aé€😀");

    assertThat(hex()).isEqualTo("0a" + HexFormat.of().formatHex("aé€😀".getBytes(UTF_8)));
  }

  @Test
  void string_unpairedSurrogateBecomesValid() {
    writer.string("a\ud83dz");

    assertThat(hex()).isEqualTo("03" + "61" + "3f" + "7a");
  }

  @Test
  void string_overTheBoundIsCutAtACodePoint() {
    writer.maxText(8);
    writer.string("abcd€fgh");

    // five bytes are left beside the mark, and the euro sign would need three after four
    assertThat(hex()).isEqualTo("07" + hex("abcd") + hex("…"));
  }

  @Test
  void string_ofFiftyMegabytesKeepsOne() {
    writer.string("x".repeat(50_000_000));

    assertThat(writer.size()).isEqualTo(NativeWriter.MAX_TEXT + 3);
  }

  @Test
  void write_overTheBlockBoundFails() {
    NativeWriter small = new NativeWriter(100);
    small.string("x".repeat(90));

    assertThatThrownBy(() -> small.string("y".repeat(20)))
        .isInstanceOf(NativeWriter.BlockTooLargeException.class);
  }

  private String hex() {
    return HexFormat.of().formatHex(writer.toByteArray());
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
