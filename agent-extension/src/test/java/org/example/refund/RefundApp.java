/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.refund;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An app that knows nothing of this project: an agent with a tool that pays money back, and a
 * method that does so without any agent. Whatever is paid is a line in a file.
 *
 * <p>Arguments: the provider's port, the file, then the names of the cases.
 */
public final class RefundApp {

  private final String provider;
  private final Path ledger;

  private RefundApp(String provider, Path ledger) {
    this.provider = provider;
    this.ledger = ledger;
  }

  public static void main(String[] args) {
    RefundApp app = new RefundApp("http://127.0.0.1:" + args[0], Path.of(args[1]));
    for (int i = 2; i < args.length; i++) {
      app.run(args[i]);
    }
    System.out.println("done");
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = one(name);
    } catch (Throwable e) {
      outcome = "threw " + e;
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name) throws Exception {
    if (name.startsWith("method")) {
      return new Payments(ledger).payOut("A-17", new BigDecimal("250.00"), List.of("card"));
    }
    return AiServices.builder(Clerk.class)
        .chatModel(
            OpenAiChatModel.builder()
                .baseUrl(provider + "/tools-" + name + "/v1")
                .apiKey("sk-test")
                .modelName(name)
                .build())
        .tools(new Refunds(ledger, name))
        .build()
        .help("please refund my order");
  }

  interface Clerk {
    String help(String question);
  }

  static void write(Path ledger, String line) throws IOException {
    Files.writeString(ledger, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  static final class Refunds {

    private final Path ledger;
    private final String how;

    Refunds(Path ledger, String how) {
      this.ledger = ledger;
      this.how = how;
    }

    @Tool("pays money back")
    String refund(@P("city") String city) throws Exception {
      write(ledger, "refund " + city);
      while (how.equals("hanging")) {
        Thread.sleep(1_000);
      }
      if (how.equals("throwing")) {
        throw new IllegalStateException("no such order");
      }
      return "refunded " + city;
    }
  }

  static final class Payments {

    private final Path ledger;

    Payments(Path ledger) {
      this.ledger = ledger;
    }

    String payOut(String order, BigDecimal amount, List<String> ways) throws IOException {
      write(ledger, "paid " + order + " " + amount + " " + ways);
      return "paid " + amount;
    }
  }
}
