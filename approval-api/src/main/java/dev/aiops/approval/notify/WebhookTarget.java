/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.notify.NotifySettings.Webhook;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

/** A receiver of signed JSON. */
final class WebhookTarget implements Target {

  static final String CHANNEL = "webhook";

  private final Webhook webhook;
  private final WebhookBody body;

  WebhookTarget(Webhook webhook, Links links) {
    this.webhook = webhook;
    body = new WebhookBody(links);
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public HttpRequest.Builder request(Notice notice, Instant now) {
    String json = body.of(notice);
    return HttpRequest.newBuilder(webhook.url())
        .header("Content-Type", "application/json; charset=utf-8")
        .header(Signature.HEADER, Signature.of(now.getEpochSecond(), json, webhook.secrets()))
        .POST(BodyPublishers.ofString(json));
  }
}
