/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.notify.Outcome.Failed;
import dev.aiops.approval.notify.Outcome.Taken;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request, for a bounded time. Follows no redirect, and reads no byte of an answer. */
final class Post {

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int ERROR = 400;
  private static final int LONGEST_TEXT = 200;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final HttpClient client;
  private final Duration limit;

  Post(Duration limit) {
    this.limit = limit;
    client =
        HttpClient.newBuilder()
            .connectTimeout(limit)
            .followRedirects(Redirect.NEVER)
            .version(Version.HTTP_1_1)
            .build();
  }

  Outcome send(HttpRequest.Builder builder) throws InterruptedException {
    HttpRequest request =
        builder.timeout(limit).setHeader("User-Agent", "aiops-approval-api").build();
    CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, info -> new Unread());
    try {
      return outcome(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return failed("no answer within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      return failed(String.valueOf(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private static Outcome outcome(HttpResponse<Void> answer) {
    int status = answer.statusCode();
    if (status >= OK && status < REDIRECT) {
      return new Taken();
    } else if (status >= REDIRECT && status < ERROR) {
      return failed("redirected by " + status + ": set the address that it leads to");
    }
    return new Failed("answered " + status, wait(answer));
  }

  /** Of the two forms of the header only seconds: receivers that limit rates send those. */
  private static Optional<Duration> wait(HttpResponse<Void> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private static Failed failed(String why) {
    boolean isLong = why.length() > LONGEST_TEXT;
    return new Failed(isLong ? why.substring(0, LONGEST_TEXT) : why, Optional.empty());
  }
}
