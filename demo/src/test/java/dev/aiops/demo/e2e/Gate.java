/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be shut: what is under way breaks, and nothing gets through. */
final class Gate implements AutoCloseable {

  private final URI server;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Gate(URI server, ServerSocket entrance) {
    this.server = server;
    this.entrance = entrance;
  }

  static Gate to(URI server) {
    try {
      Gate gate = new Gate(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      inBackground(gate::accept);
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
  }

  private void accept() throws IOException {
    while (!entrance.isClosed()) {
      Socket inside = kept(entrance.accept());
      Socket outside = kept(new Socket(server.getHost(), server.getPort()));
      inBackground(() -> pass(inside, outside));
      inBackground(() -> pass(outside, inside));
      if (entrance.isClosed()) shut();
    }
  }

  private Socket kept(Socket socket) {
    open.add(socket);
    return socket;
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread = new Thread(() -> untilShut(work), "gate");
    thread.setDaemon(true);
    thread.start();
  }

  private static void untilShut(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      // shut, or one side hung up
    }
  }

  void shut() throws IOException {
    entrance.close();
    for (Socket socket : open) socket.close();
  }

  @Override
  public void close() throws IOException {
    shut();
  }
}
