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
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A loopback model provider in a process of its own: every chat completion is answered with the
 * same bytes, a fixed time after the last byte of the request was read. The base URL names that
 * time in microseconds ({@code http://127.0.0.1:PORT/20000/v1}).
 *
 * <p>One thread per kept-alive connection, parked until its deadline: nothing is parsed but the
 * path and the length, nothing is allocated per answer, so that the provider takes little of the
 * machine from what is measured.
 */
final class Provider {
  private static final byte[] ANSWER = answer();

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
      long delayNanos = Request.read(in);
      while (delayNanos >= 0) {
        parkUntil(System.nanoTime() + delayNanos);
        out.write(ANSWER);
        out.flush();
        delayNanos = Request.read(in);
      }
    } catch (IOException e) {
      // The client hung up: its connection pool may do so at any time.
      return;
    }
  }

  private static void parkUntil(long deadline) {
    long left = deadline - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = deadline - System.nanoTime();
    }
  }

  private static byte[] answer() {
    byte[] body = Answers.chatCompletion().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }
}
