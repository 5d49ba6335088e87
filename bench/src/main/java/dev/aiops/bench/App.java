/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The app under measurement. It knows nothing of any agent; it asks a model in a loop when told to
 * by a line on standard input, and answers with a line that begins with {@code @}:
 *
 * <ul>
 *   <li>{@code run LIBRARY THREADS CALLS BASE_URL APART}: the nanoseconds each call took, with so
 *       many calls of each thread, all so many microseconds after each other; 0: as fast as can be
 *   <li>{@code cpu}: the CPU time of this process so far, in nanoseconds
 *   <li>{@code compiled}: the milliseconds the JIT compiler has worked so far
 *   <li>{@code memory}: after collections, bytes of heap and of non-heap in use, live threads and
 *       loaded classes
 * </ul>
 */
final class App {
  /** The most threads that ask at once. */
  static final int MAX_THREADS = 16;

  private static final int COLLECTIONS = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          MAX_THREADS,
          task -> {
            Thread thread = new Thread(task, "asks");
            thread.setDaemon(true);
            return thread;
          });
  private final Models models = new Models();

  private App() {}

  /** Answers lines until standard input closes. */
  public static void main(String[] args) throws Exception {
    App app = new App();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("@ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("@" + app.answer(line.split(" ", -1)));
    }
  }

  private String answer(String[] words) throws Exception {
    return switch (words[0]) {
      case "run" -> run(words);
      case "cpu" -> Long.toString(cpuNanos());
      case "compiled" -> Long.toString(compiledMillis());
      case "memory" -> memory();
      default -> throw new IOException("run, cpu, compiled or memory, got " + words[0]);
    };
  }

  private String run(String[] words) throws InterruptedException, ExecutionException {
    Model model = models.of(Model.Library.valueOf(words[1]), words[4]);
    int threadCount = Integer.parseInt(words[2]);
    int calls = Integer.parseInt(words[3]);
    long apart = TimeUnit.MICROSECONDS.toNanos(Integer.parseInt(words[5]));
    long begin = System.nanoTime();
    List<Future<long[]>> asked = new ArrayList<>();
    for (int i = threadCount - 1; i >= 0; i--) {
      Pace pace = new Pace(begin + i * apart, threadCount * apart);
      asked.add(threads.submit(() -> ask(calls, model, pace)));
    }
    List<String> nanos = new ArrayList<>();
    for (Future<long[]> each : asked) {
      LongStream.of(each.get()).forEach(n -> nanos.add(Long.toString(n)));
    }
    return String.join(" ", nanos);
  }

  /**
   * When a thread asks.
   *
   * @param first of {@link System#nanoTime}
   * @param every from one call's start to the next one's, in nanoseconds; a call that took longer
   *     is followed at once
   */
  private record Pace(long first, long every) {
    void await(int call) {
      LockSupport.parkNanos(first + call * every - System.nanoTime());
    }
  }

  private static long[] ask(int calls, Model model, Pace pace) {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      pace.await(i);
      long start = System.nanoTime();
      String answer = model.ask();
      nanos[i] = System.nanoTime() - start;
      if (answer.isEmpty()) {
        throw new IllegalStateException("the provider gave an empty answer");
      }
    }
    return nanos;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long compiledMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  /** Several collections, as one may leave what the reference handler still holds. */
  private static String memory() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(100);
    }
    var memory = ManagementFactory.getMemoryMXBean();
    return LongStream.of(
            memory.getHeapMemoryUsage().getUsed(),
            memory.getNonHeapMemoryUsage().getUsed(),
            ManagementFactory.getThreadMXBean().getThreadCount(),
            ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }
}
