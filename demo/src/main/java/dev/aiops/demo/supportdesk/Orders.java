/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import java.util.List;

/** The shop's order book. A real one would be a database. */
final class Orders {

  private static final List<Order> BOOK =
      List.of(
          new Order(
              "A-1001", "Mara Lindqvist", "Arc floor lamp, brass", 18_900, "DHL", "DHL-77120"),
          new Order("A-1002", "Jonas Weber", "Pendant 'Moon', 40 cm", 24_500, "DHL", "DHL-77121"),
          new Order("A-1003", "Aiko Tanaka", "Desk lamp 'Crane'", 7_900, "UPS", "UPS-10403"),
          new Order("A-1004", "Sam Okafor", "Wall light, pair", 11_200, "Snail Post", "SNL-00017"),
          new Order("A-1005", "Mara Lindqvist", "Dimmer, smart", 4_900, "DHL", "DHL-77188"),
          new Order("A-1006", "Elif Demir", "Chandelier 'Opera'", 129_000, "UPS", "UPS-10988"));

  Order find(String id) {
    return BOOK.stream()
        .filter(order -> order.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no order " + id));
  }

  List<Order> of(String customer) {
    return BOOK.stream().filter(order -> order.customer().equals(customer)).toList();
  }
}
