/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import java.util.List;

/**
 * What a customer wrote.
 *
 * @param id say {@code T-01}
 * @param channel how it came in
 * @param customer who wrote
 * @param text what
 */
record Ticket(String id, Channel channel, String customer, String text) {

  /** How a ticket comes in decides who works on it. */
  enum Channel {
    MAIL,
    LIVE_CHAT,
    COMPLAINT
  }

  /** This morning's tickets. */
  static List<Ticket> inbox() {
    return List.of(
        mail(
            "T-01", "Mara Lindqvist", "Where is my order A-1001? It should have been here Monday."),
        mail(
            "T-02",
            "Jonas Weber",
            "The Moon pendant of order A-1002 arrived cracked. I want my money back."),
        mail(
            "T-03",
            "Aiko Tanaka",
            "How long may I take to return a lamp, and who pays the postage?"),
        mail(
            "T-04",
            "Sam Okafor",
            "My wall lights, order A-1004, have not moved in a week. What is wrong?"),
        mail(
            "T-05",
            "Mara Lindqvist",
            "Do all my orders still come to the old address? I moved in October."),
        new Ticket(
            "T-06",
            Channel.LIVE_CHAT,
            "Elif Demir",
            "Does the Opera chandelier work with a dimmer?"),
        new Ticket(
            "T-07",
            Channel.COMPLAINT,
            "Elif Demir",
            "Order A-1006 is three weeks late and nobody answers my calls!"),
        new Ticket(
            "T-08",
            Channel.COMPLAINT,
            "Sam Okafor",
            "I was charged twice for the wall lights. Sort it out today."));
  }

  /** Of customers who want much money back. */
  static List<Ticket> claims() {
    return List.of(
        mail("T-09", "Sam Okafor", "Order A-1004 came a day late. I want all of it back."),
        mail("T-10", "Elif Demir", "I cancel order A-1006. Pay the whole price back today."));
  }

  private static Ticket mail(String id, String customer, String text) {
    return new Ticket(id, Channel.MAIL, customer, text);
  }
}
