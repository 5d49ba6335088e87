/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

/** A webhook that takes what Slack's takes. */
final class SlackTarget implements Target {

  static final String CHANNEL = "slack";

  private final URI address;
  private final SlackBody body;

  SlackTarget(URI address, Links links) {
    this.address = address;
    body = new SlackBody(links);
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public HttpRequest.Builder request(Notice notice, Instant now) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body.of(notice)));
  }
}
