/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our compressor against the reference decompressor. */
class Lz4Test {

  private final Random random = new Random(42);

  static Stream<Integer> sizes() {
    return Stream.concat(
        IntStream.rangeClosed(0, 80).boxed(),
        Stream.of(255, 256, 270, 4095, 65535, 65536, 65537, 70_000, 262_144, 1_000_000));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void compress_restoredByReference(int size) {
    restored(new byte[size]);
    restored(noise(size, 256));
    restored(noise(size, 2));
    restored(noise(size, 10));
    restored(text(size));
  }

  @Test
  void compress_sliceOfLargerArrays() {
    byte[] source = text(50_000);
    byte[] target = new byte[Lz4.worstCase(20_000) + 77];
    int length = new Lz4().compress(source, 1234, 20_000, target, 77);

    byte[] restored = new byte[20_000];
    LZ4Factory.safeInstance()
        .safeDecompressor()
        .decompress(target, 77, length, restored, 0, restored.length);
    assertThat(restored).isEqualTo(Arrays.copyOfRange(source, 1234, 21_234));
  }

  @Test
  void compress_textShrinks() {
    byte[] text = text(262_144);
    int ours = new Lz4().compress(text, 0, text.length, new byte[Lz4.worstCase(text.length)], 0);
    int reference = LZ4Factory.safeInstance().fastCompressor().compress(text).length;

    assertThat(ours).isLessThan(reference * 11 / 10);
  }

  @Test
  void frame_partsOfDifferentCallsAreOneFrame() throws IOException {
    byte[] first = text(600_000);
    byte[] second = noise(300_000, 256);
    Lz4Frame frame = new Lz4Frame();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Lz4Frame.head());
    out.write(frame.blocks(first, first.length));
    out.write(frame.blocks(second, second.length));
    out.write(Lz4Frame.end());

    byte[] restored =
        new LZ4FrameInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes();
    assertThat(Arrays.copyOf(restored, first.length)).isEqualTo(first);
    assertThat(Arrays.copyOfRange(restored, first.length, restored.length)).isEqualTo(second);
  }

  private static void restored(byte[] source) {
    byte[] target = new byte[Lz4.worstCase(source.length)];
    int length = new Lz4().compress(source, 0, source.length, target, 0);
    byte[] restored =
        LZ4Factory.safeInstance().safeDecompressor().decompress(target, 0, length, source.length);
    assertThat(restored).isEqualTo(source);
  }

  private byte[] noise(int size, int values) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(values);
    }
    return bytes;
  }

  private byte[] text(int size) {
    StringBuilder text = new StringBuilder(size + 60);
    while (text.length() < size) {
      text.append("gen_ai.response.id=chatcmpl-").append(random.nextInt(1000)).append(';');
    }
    return Arrays.copyOf(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), size);
  }
}
