/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A loopback model provider in a process of its own: every request is answered with the bytes of
 * its protocol, a fixed time after its last byte was read. The base URL names that time, in
 * microseconds, and the protocol ({@code http://127.0.0.1:PORT/20000/openai}).
 *
 * <p>One thread per kept-alive connection, parked until its deadline: nothing is parsed but the
 * path, the length and the id of an MCP request, so that the provider takes little of the machine
 * from what is measured.
 */
final class Provider {
  private static final Map<String, Protocol> PROTOCOLS =
      Arrays.stream(Protocol.values()).collect(Collectors.toMap(Protocol::path, each -> each));

  private Provider() {}

  /** Serves until standard input closes; its first line of output is {@code @PORT}. */
  public static void main(String[] args) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress())) {
      Thread acceptor = new Thread(() -> accept(server), "accept");
      acceptor.setDaemon(true);
      acceptor.start();
      System.out.println("@" + server.getLocalPort());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      Request request = Request.read(in);
      while (request != null) {
        long deadline = System.nanoTime() + request.delayNanos();
        byte[] answer = protocol(request).answer(request.body());
        parkUntil(deadline);
        out.write(answer);
        out.flush();
        request = Request.read(in);
      }
    } catch (IOException e) {
      // The client hung up: its connection pool may do so at any time.
      return;
    }
  }

  private static Protocol protocol(Request request) throws IOException {
    Protocol protocol = PROTOCOLS.get(request.protocol());
    if (protocol == null) {
      throw new IOException("no such protocol: " + request.protocol());
    }
    return protocol;
  }

  private static void parkUntil(long deadline) {
    long left = deadline - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = deadline - System.nanoTime();
    }
  }
}
