/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An app whose tool has to wait for a person. Each line on standard input names a call, which gets
 * a thread of its own; when the tool's body starts it answers {@code @NAME NANOS}, the name and the
 * time by {@link Epoch}.
 */
public final class HeldTool {
  private final DefaultToolExecutor executor;
  private final String parameter;

  private HeldTool() throws ReflectiveOperationException {
    Method pay = HeldTool.class.getMethod("pay", String.class);
    executor = new DefaultToolExecutor(this, pay);
    parameter = pay.getParameters()[0].getName();
  }

  /** Takes lines until standard input closes. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    HeldTool app = new HeldTool();
    ExecutorService threads = Executors.newCachedThreadPool(HeldTool::thread);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("@ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String name = line;
      threads.execute(() -> app.call(name));
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "agent");
    thread.setDaemon(true);
    return thread;
  }

  private void call(String name) {
    String arguments = "{\"" + parameter + "\":\"" + name + "\"}";
    String result =
        executor.execute(
            ToolExecutionRequest.builder().id(name).name("pay").arguments(arguments).build(), name);
    if (!result.equals("paid")) {
      System.out.println("@" + name + " not run: " + result.replace('\n', ' '));
    }
  }

  /** The tool. */
  @Tool("Pays.")
  public String pay(String name) {
    System.out.println("@" + name + " " + Epoch.nanos());
    return "paid";
  }
}
