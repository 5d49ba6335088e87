/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the support agent may do. */
final class SupportTools {

  private final Orders orders;
  private final KnowledgeBase knowledge;
  private final Books books;

  SupportTools(Orders orders, KnowledgeBase knowledge, Books books) {
    this.orders = orders;
    this.knowledge = knowledge;
    this.books = books;
  }

  @Tool("Looks up an order: its item, price, carrier and tracking id.")
  String lookUpOrder(@P("order id, like A-1001") String orderId) {
    Order order = orders.find(orderId);
    return String.format(
        Locale.ROOT,
        "%s: %s for %s, EUR %.2f, with %s as %s.",
        order.id(),
        order.item(),
        order.customer(),
        order.cents() / 100.0,
        order.carrier(),
        order.tracking());
  }

  @Tool("Asks the carrier where a parcel is.")
  String trackParcel(@P("tracking id, like DHL-77120") String trackingId) {
    if (trackingId.startsWith("SNL")) {
      throw new IllegalStateException("Snail Post does not answer: connection refused");
    }
    return trackingId + " is in the delivery van and arrives today before 18:00.";
  }

  @Tool("Pays an order back, in whole or in part.")
  String refund(
      @P("order id") String orderId,
      @P("amount in EUR cents") int cents,
      @P("reason, for the books") String reason) {
    Order order = orders.find(orderId);
    if (cents > order.cents()) {
      throw new IllegalArgumentException("more than " + orderId + " cost: " + order.cents());
    }
    books.paidBack(orderId, cents, reason);
    return "EUR cents " + cents + " of " + orderId + " are on their way back. Reason: " + reason;
  }

  @Tool("Finds what the help pages say.")
  String searchHelp(@P("question in plain words") String question) {
    return knowledge.search(question);
  }

  @Tool("Lists all orders of a customer.")
  String ordersOf(@P("full name") String customer) {
    return orders.of(customer).stream().map(Order::id).collect(Collectors.joining(", "));
  }
}
