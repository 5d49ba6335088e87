/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/** An error answer whose beginning was read, and is there again for who reads it next. */
final class PeekedResponse implements HttpResponse {

  private static final int PEEKED = 16 * 1024;

  private final HttpResponse response;
  private final byte[] beginning;
  private final InputStream body;

  PeekedResponse(HttpResponse response) {
    this.response = response;
    InputStream rest = response.body();
    this.beginning = beginning(rest);
    this.body = new SequenceInputStream(new ByteArrayInputStream(beginning), rest);
  }

  private static byte[] beginning(InputStream body) {
    try {
      return body.readNBytes(PEEKED);
    } catch (IOException e) {
      return new byte[0]; // who reads on gets the same error
    }
  }

  boolean mentions(String words) {
    return new String(beginning, UTF_8).contains(words);
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public Optional<String> requestId() {
    return response.requestId();
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    response.close();
  }
}
