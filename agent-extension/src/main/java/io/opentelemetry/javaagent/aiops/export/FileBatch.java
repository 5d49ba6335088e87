/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A batch in a file: records of {@code magic, rows, length, checksum} (four ints) and the block.
 *
 * <p>The file is written through the page cache without fsync: that survives the death of the
 * process, which is what is promised, and not the loss of power.
 */
final class FileBatch extends Batch {

  private static final int MAGIC = 0x41494F50;
  private static final int HEAD = 16;

  /** The JDK keeps a direct buffer as large as the largest write of a thread: keep it small. */
  private static final int SLICE = 64 << 10;

  private final SpoolFolder folder;
  private Path file;
  private @Nullable SeekableByteChannel channel;
  private long end;

  private FileBatch(SpoolFolder folder, Path file, Table table, String id) {
    super(table, id);
    this.folder = folder;
    this.file = file;
  }

  /** Makes a new file. */
  static FileBatch create(SpoolFolder folder, Table table, String day, String id)
      throws IOException {
    String name = String.join(".", table.sqlName(), day, id, SpoolFolder.SUFFIX);
    FileBatch batch = new FileBatch(folder, folder.path().resolve(name), table, id);
    batch.channel = folder.opener().open(batch.file);
    return batch;
  }

  /**
   * Reads the file of a dead process: complete records count, a torn tail is cut off. What the dead
   * process did with it nobody knows, so it is in doubt.
   *
   * @return nothing when it holds no complete record
   * @throws IOException when it cannot be read now, or is none that this version knows
   */
  static Optional<FileBatch> adopt(SpoolFolder folder, Path file) throws IOException {
    String[] name = file.getFileName().toString().split("\\.", -1);
    if (name.length != 4 || !name[3].equals(SpoolFolder.SUFFIX)) {
      throw new IOException("not a spool file: " + file);
    }
    String id = Uuid7.checked(name[2]);
    FileBatch batch = new FileBatch(folder, file, tableNamed(name[0]), id);
    try (SeekableByteChannel channel = Files.newByteChannel(file, READ, WRITE)) {
      batch.scan(channel);
      channel.truncate(batch.end);
    }
    batch.adopted();
    return batch.end == 0 ? Optional.empty() : Optional.of(batch);
  }

  @Override
  void append(EncodedBlock block) throws IOException {
    SeekableByteChannel to = channel;
    if (to == null) {
      throw new IOException("sealed: " + file);
    }
    try {
      write(to, head(block));
      ByteBuffer body = ByteBuffer.wrap(block.body());
      for (int from = 0; from < block.body().length; from += SLICE) {
        write(to, body.slice(from, Math.min(SLICE, block.body().length - from)));
      }
    } catch (IOException e) {
      to.truncate(end);
      to.position(end);
      throw e;
    }
    added(new Block(block.rows(), end + HEAD, block.body().length));
    end += HEAD + block.body().length;
  }

  @Override
  void seal() {
    SeekableByteChannel open = channel;
    channel = null;
    if (open != null) {
      Quietly.close(open);
    }
  }

  @Override
  BlockSource open() throws IOException {
    SeekableByteChannel from = reading(() -> Files.newByteChannel(file, READ));
    ByteBuffer slice = ByteBuffer.allocate(SLICE);
    return new BlockSource() {
      @Override
      public void copy(Block block, OutputStream to) throws IOException {
        reading(() -> from.position(block.offset()));
        for (int rest = block.length(); rest > 0; rest -= slice.limit()) {
          slice.clear().limit(Math.min(SLICE, rest));
          reading(() -> fill(from, slice));
          to.write(slice.array(), 0, slice.limit());
        }
      }

      @Override
      public void close() {
        Quietly.close(from);
      }
    };
  }

  @Override
  void delete() {
    seal();
    Quietly.delete(file);
    folder.emptied(this);
  }

  @Override
  void reject() {
    seal();
    folder.reject(file);
    folder.emptied(this);
  }

  @Override
  void rename(String newId) throws IOException {
    String name = file.getFileName().toString().replace(id(), newId);
    file = Files.move(file, file.resolveSibling(name));
  }

  private void scan(SeekableByteChannel from) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    long size = from.size();
    while (end + HEAD <= size) {
      fill(from.position(end), head.clear());
      int rows = head.getInt(4);
      int length = head.getInt(8);
      if (head.getInt(0) != MAGIC || length < 0 || end + HEAD + length > size) {
        break;
      }
      ByteBuffer body = ByteBuffer.allocate(length);
      fill(from, body);
      if (checksum(rows, body.array()) != head.getInt(12)) {
        break;
      }
      added(new Block(rows, end + HEAD, length));
      end += HEAD + length;
    }
  }

  private static ByteBuffer head(EncodedBlock block) {
    return ByteBuffer.allocate(HEAD)
        .putInt(MAGIC)
        .putInt(block.rows())
        .putInt(block.body().length)
        .putInt(checksum(block.rows(), block.body()))
        .flip();
  }

  private static int checksum(int rows, byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    crc.update(rows);
    return (int) crc.getValue();
  }

  private static void write(SeekableByteChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  private static SeekableByteChannel fill(SeekableByteChannel from, ByteBuffer bytes)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (from.read(bytes) < 0) {
        throw new EOFException("shorter than its records say");
      }
    }
    return from;
  }

  private static SeekableByteChannel reading(Reading step) throws UnreadableBatchException {
    try {
      return step.run();
    } catch (IOException e) {
      throw new UnreadableBatchException(e);
    }
  }

  private interface Reading {
    SeekableByteChannel run() throws IOException;
  }

  private static Table tableNamed(String name) throws IOException {
    for (Table table : Table.values()) {
      if (table.sqlName().equals(name)) {
        return table;
      }
    }
    throw new IOException("no table of ours: " + name);
  }
}
