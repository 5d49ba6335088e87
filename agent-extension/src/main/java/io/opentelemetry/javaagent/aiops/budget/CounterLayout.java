/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where things are in a counter file: a header, then one slot for each lease.
 *
 * <pre>
 * header  0 seal  8 length of the boot id  16 boot id
 * slot    0 seal  8 day  16 length of id  20 length of budget  24 id, budget
 *         448 counters, in a cache line of their own
 * </pre>
 *
 * <p>A seal is written last and is a checksum of what it seals, never 0: what is torn or foreign is
 * told from what was written whole. The counters change all the time and have no seal; each is one
 * aligned word, which is written whole or not at all.
 */
final class CounterLayout {

  static final int SLOT_BYTES = 512;
  static final int SLOTS = 511;
  static final int FILE_BYTES = SLOT_BYTES * (SLOTS + 1);
  static final int MAX_NAMES_BYTES = 416;

  private static final int COUNTERS = 448;
  private static final int NAMES = 24;
  private static final long MAGIC = 0x4149_0002L << 32; // the version is in it
  private static final int MAX_BOOT_ID = 64;

  private CounterLayout() {}

  /** A lease as its slot names it. */
  record Named(String id, String budget, long epochDay) {}

  static int at(int slot) {
    return SLOT_BYTES * (slot + 1);
  }

  static Counters counters(ByteBuffer file, int slot) {
    return new Counters(file, at(slot) + COUNTERS);
  }

  static void writeHeader(ByteBuffer file, String bootId) {
    byte[] id = bootId.getBytes(StandardCharsets.US_ASCII);
    file.order(ByteOrder.nativeOrder());
    file.putLong(8, id.length);
    file.put(16, id);
    file.putLong(0, seal(file, 8, 8 + id.length));
  }

  /** Which start of the machine the file is of; empty if it is no counter file of this version. */
  static Optional<String> bootId(ByteBuffer file) {
    file.order(ByteOrder.nativeOrder());
    long length = file.getLong(8);
    if (length < 1 || length > MAX_BOOT_ID || file.getLong(0) != seal(file, 8, 8 + (int) length)) {
      return Optional.empty();
    }
    return Optional.of(text(file, 16, (int) length));
  }

  /**
   * Names a slot.
   *
   * @throws IllegalArgumentException if the names are too long
   */
  static void write(ByteBuffer file, int slot, Named lease) {
    byte[] id = lease.id().getBytes(StandardCharsets.UTF_8);
    byte[] budget = lease.budget().getBytes(StandardCharsets.UTF_8);
    if (id.length + budget.length > MAX_NAMES_BYTES) {
      throw new IllegalArgumentException(
          "lease and budget have at most "
              + MAX_NAMES_BYTES
              + " bytes in their names: shorten "
              + lease.budget());
    }
    int at = at(slot);
    file.putLong(at + 8, lease.epochDay());
    file.putInt(at + 16, id.length);
    file.putInt(at + 20, budget.length);
    file.put(at + NAMES, id);
    file.put(at + NAMES + id.length, budget);
    VarHandle.fullFence();
    file.putLong(at, seal(file, at + 8, 16 + id.length + budget.length));
  }

  static boolean isEmpty(ByteBuffer file, int slot) {
    return file.getLong(at(slot)) == 0;
  }

  static void clear(ByteBuffer file, int slot) {
    file.putLong(at(slot), 0);
    // else a kill could leave a named lease of which nothing seems to be spent
    VarHandle.fullFence();
    file.put(at(slot) + 8, new byte[SLOT_BYTES - 8]);
  }

  /** The lease in a slot that is not empty; nothing if it is torn or nobody's. */
  static Optional<Named> read(ByteBuffer file, int slot) {
    int at = at(slot);
    long id = file.getInt(at + 16);
    long budget = file.getInt(at + 20);
    boolean fits = id > 0 && budget >= 0 && id + budget <= MAX_NAMES_BYTES;
    if (!fits || file.getLong(at) != seal(file, at + 8, 16 + (int) (id + budget))) {
      return Optional.empty();
    }
    return Optional.of(
        new Named(
            text(file, at + NAMES, (int) id),
            text(file, at + NAMES + (int) id, (int) budget),
            file.getLong(at + 8)));
  }

  private static String text(ByteBuffer file, int at, int length) {
    byte[] bytes = new byte[length];
    file.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static long seal(ByteBuffer file, int at, int length) {
    byte[] bytes = new byte[length];
    file.get(at, bytes);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return MAGIC | crc.getValue();
  }
}
