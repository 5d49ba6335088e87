/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that takes only so many more bytes, and writes half of what does not fit. */
final class FailingDisk implements SpoolFolder.Opener {

  private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);

  void bytesLeft(long bytes) {
    bytesLeft.set(bytes);
  }

  @Override
  public SeekableByteChannel open(Path file) throws IOException {
    return new Channel(SpoolFolder.Opener.REAL.open(file));
  }

  private final class Channel implements SeekableByteChannel {
    private final SeekableByteChannel real;

    Channel(SeekableByteChannel real) {
      this.real = real;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      if (from.remaining() > bytesLeft.get()) {
        real.write(from.slice().limit((int) (bytesLeft.get() / 2)));
        throw new IOException("No space left on device");
      }
      int written = real.write(from);
      bytesLeft.addAndGet(-written);
      return written;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
      return real.read(to);
    }

    @Override
    public long position() throws IOException {
      return real.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
      real.position(newPosition);
      return this;
    }

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      real.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return real.isOpen();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
