/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import com.openai.client.OpenAIClient;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Works off this morning's inbox. Its provider is named by {@code OPENAI_BASE_URL} and {@code
 * OPENAI_API_KEY}, as OpenAI's own tools have it.
 */
public final class SupportDesk {

  private final Models models = new Models();
  private final Books books = new Books();
  private final SupportTools tools =
      new SupportTools(new Orders(), new KnowledgeBase(models.embeddings()), books);
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private SupportDesk() {}

  /**
   * Ends when the inbox is empty and the books are shown; before that, with {@code claims},
   * customers who want money are answered, and with {@code backlog} old tickets are filed. With
   * {@code deliveries} it only says where parcels are, as the prompt named by {@code
   * SUPPORT_DESK_PROMPT} has it.
   */
  public static void main(String[] args) throws InterruptedException {
    SupportDesk desk = new SupportDesk();
    if (List.of(args).contains("deliveries")) {
      desk.deliveries(DeliveryPrompt.of(System.getenv("SUPPORT_DESK_PROMPT")));
      return;
    }
    desk.work(Ticket.inbox());
    if (List.of(args).contains("claims")) desk.each(Ticket.claims(), "mail", desk::mail);
    if (List.of(args).contains("backlog")) desk.backlog();
    desk.books.lines().forEach(line -> desk.out.println("books: " + line));
  }

  private void work(List<Ticket> inbox) {
    OpenAIClient openAi = models.openAi();
    each(inbox, "triage", new Triage(openAi)::topic);
    each(on(inbox, Ticket.Channel.MAIL), "mail", this::mail);
    each(on(inbox, Ticket.Channel.LIVE_CHAT), "chat", new LiveChat(chatAgent())::answer);
    each(on(inbox, Ticket.Channel.COMPLAINT), "complaint", this::complaint);
    each(inbox.subList(1, 3), "letter", new LetterWriter(openAi)::letter);
    each(inbox.subList(4, 5), "tone", ticket -> models.chat(Models.OWN).chat(ticket.text()));
    new NightlyDigest(models.chat(Models.QUICK)).summarise(inbox).forEach(out::println);
    openAi.close();
  }

  private static List<Ticket> on(List<Ticket> inbox, Ticket.Channel channel) {
    return inbox.stream().filter(ticket -> ticket.channel() == channel).toList();
  }

  /** A ticket that fails is left to people; the next one is worked on. */
  private void each(List<Ticket> tickets, String flow, Function<Ticket, String> work) {
    for (Ticket ticket : tickets) {
      try {
        out.println(flow + " " + ticket.id() + ": " + work.apply(ticket));
      } catch (RuntimeException e) {
        out.println(flow + " " + ticket.id() + " is left to a person: " + e.getMessage());
      }
    }
  }

  private String mail(Ticket ticket) {
    return agent(models.chat(Models.EVERYDAY)).answer(ticket.id(), ticket.text());
  }

  private String complaint(Ticket ticket) {
    ChatModel model = new FallbackModel(models.chat(Models.BEST), models.chat(Models.EVERYDAY));
    return agent(model).answer(ticket.id(), ticket.text());
  }

  private void backlog() {
    ChatModel model = models.brief(Models.EVERYDAY);
    new Backlog(AiServices.create(BacklogAgent.class, model), out).work();
  }

  private void deliveries(DeliveryPrompt prompt) throws InterruptedException {
    DeliveryAgent agent =
        AiServices.builder(DeliveryAgent.class)
            .chatModel(models.chat(Models.EVERYDAY))
            .systemMessageProvider(memory -> prompt.text)
            .tools(tools)
            .build();
    new Deliveries(agent, out).work();
  }

  private SupportAgent agent(ChatModel model) {
    return AiServices.builder(SupportAgent.class)
        .chatModel(model)
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
        .tools(tools)
        .build();
  }

  private ChatAgent chatAgent() {
    return AiServices.builder(ChatAgent.class)
        .streamingChatModel(models.streaming(Models.EVERYDAY))
        .tools(tools)
        .build();
  }
}
