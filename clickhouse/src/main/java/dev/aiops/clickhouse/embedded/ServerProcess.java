/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The child JVM that is the server. The engine runs until its standard input ends, so the child
 * puts a pipe of its own there and closes it when it is told to stop: by SIGTERM, or, where
 * attached, by the end of the input its parent holds (a parent that dies closes it too).
 *
 * <p>Arguments: {@code attached|detached}, library, directory, then the engine's own.
 */
final class ServerProcess {

  /** Exit code: another server holds the directory. */
  static final int DIRECTORY_IN_USE = 75;

  private static final int STDIN = 0;
  private static final long STOP_SECONDS = 30;

  private ServerProcess() {}

  /** Runs the server until it is told to stop. */
  public static void main(String[] args) throws Exception {
    boolean attached = args[0].equals("attached");
    Path directory = Path.of(args[2]);
    FileLock held = lockFile(directory).tryLock();
    if (held == null) {
      Runtime.getRuntime().halt(DIRECTORY_IN_USE);
      return;
    }
    Libc libc = Native.load("c", Libc.class);
    Input input = Input.replaceStdin(libc);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(input, stopped), "aiops-stop"));
    if (attached) {
      daemon("aiops-parent", () -> awaitParent(libc, input)).start();
    } else {
      libc.setsid();
    }
    run(args);
    stopped.countDown();
    held.release();
    // static destructors of the engine would run at exit() while its last threads still end
    libc._exit(0);
  }

  /** The file whose lock says that a directory has its server. */
  static FileChannel lockFile(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void run(String[] args) {
    Chdb chdb = Native.load(args[1], Chdb.class);
    // the JVM needs SIGSEGV, SIGTERM and their like for itself
    chdb.chdb_set_signal_handlers_enabled(0);
    List<String> engine = new ArrayList<>(List.of("clickhouse"));
    engine.addAll(List.of(args).subList(3, args.length));
    chdb.chdb_query_cmdline(engine.size(), engine.toArray(String[]::new));
  }

  private static void stop(Input input, CountDownLatch stopped) {
    input.end();
    try {
      stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitParent(Libc libc, Input input) {
    byte[] ignored = new byte[64];
    long count;
    do {
      count = libc.read(input.parent, ignored, ignored.length);
    } while (count > 0);
    input.end();
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The engine's standard input, and the one the parent gave. */
  private record Input(Libc libc, int parent, int writeEnd, AtomicBoolean ended) {

    static Input replaceStdin(Libc libc) {
      int parent = libc.dup(STDIN);
      int[] ends = new int[2];
      libc.pipe(ends);
      libc.dup2(ends[0], STDIN);
      libc.close(ends[0]);
      return new Input(libc, parent, ends[1], new AtomicBoolean());
    }

    /** Closes the write end once; by a second close the number could be that of another file. */
    void end() {
      if (ended.compareAndSet(false, true)) {
        libc.close(writeEnd);
      }
    }
  }

  /** Of the C library. */
  interface Libc extends Library {
    int dup(int fd);

    int dup2(int from, int to);

    int pipe(int[] ends);

    int close(int fd);

    long read(int fd, byte[] into, long count);

    int setsid();

    void _exit(int status);
  }

  /** Of libchdb. */
  interface Chdb extends Library {
    void chdb_set_signal_handlers_enabled(int enabled);

    void chdb_query_cmdline(int argc, String[] argv);
  }
}
