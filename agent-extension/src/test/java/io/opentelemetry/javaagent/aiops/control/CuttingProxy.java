/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes requests on and, when told so, cuts the connection in the place of the answer. */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int target;
  private final String mark;
  private final AtomicInteger toCut = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "cutting-proxy");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A proxy.
   *
   * @param mark what a request has in it whose answer may be cut
   */
  CuttingProxy(int target, String mark) throws IOException {
    this.target = target;
    this.mark = mark;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Cuts so many answers. */
  void cut(int answers) {
    toCut.set(answers);
  }

  int hasCut() {
    return cut.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> pass(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void pass(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Link link = new Link();
      threads.execute(() -> answers(server, client, link));
      byte[] some = new byte[65_536];
      InputStream in = client.getInputStream();
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        String text = new String(some, 0, read, StandardCharsets.ISO_8859_1);
        link.marked = link.marked || text.contains(mark);
        server.getOutputStream().write(some, 0, read);
      }
    } catch (IOException e) {
      // one side is gone
    }
  }

  private static final class Link {
    private volatile boolean marked;
  }

  private void answers(Socket server, Socket client, Link link) {
    byte[] some = new byte[65_536];
    try {
      OutputStream out = client.getOutputStream();
      for (int read = server.getInputStream().read(some);
          read >= 0;
          read = server.getInputStream().read(some)) {
        if (link.marked && toCut.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          cut.incrementAndGet();
          client.close();
          return;
        }
        link.marked = false;
        out.write(some, 0, read);
      }
    } catch (IOException e) {
      // one side is gone
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
