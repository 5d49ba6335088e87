/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * How the events of a stream are put on the wire.
 *
 * <p>Server-sent events are those of <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML</a>. AWS's have a
 * prelude, headers, a payload and two checksums, as told of all its services at <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html">RESTSelectObjectAppendix</a>;
 * what their headers say is told at <a
 * href="https://smithy.io/2.0/aws/amazon-eventstream.html">smithy.io, amazon-eventstream</a>.
 */
enum Framing {
  /** Server-sent events. */
  SERVER_SENT("text/event-stream; charset=utf-8") {
    @Override
    byte[] bytes(Frame frame) {
      String name = frame.event().isEmpty() ? "" : "event: " + frame.event() + "\n";
      return Wire.bytes(name + "data: " + frame.data() + "\n\n");
    }
  },

  /** AWS's, one for each event of ours. */
  AMAZON("application/vnd.amazon.eventstream") {
    @Override
    byte[] bytes(Frame frame) {
      return message(frame.event(), Wire.bytes(frame.data()));
    }
  },

  /**
   * AWS's, each with a piece of the model's own stream in it: <a
   * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_PayloadPart.html">PayloadPart</a>.
   */
  AMAZON_CHUNKS("application/vnd.amazon.eventstream") {
    @Override
    byte[] bytes(Frame frame) {
      if (isException(frame.event())) return AMAZON.bytes(frame);
      String piece = Base64.getEncoder().encodeToString(Wire.bytes(frame.data()));
      return message("chunk", ("{\"bytes\":\"" + piece + "\"}").getBytes(StandardCharsets.UTF_8));
    }
  };

  private final String contentType;

  Framing(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  abstract byte[] bytes(Frame frame);

  /** AWS calls the exceptions of a stream so, and no other event. */
  private static boolean isException(String event) {
    return event.endsWith("Exception");
  }

  private static byte[] message(String event, byte[] payload) {
    String kind = isException(event) ? "exception" : "event";
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":" + kind + "-type", HeaderValue.fromString(event));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString(kind));
    ByteBuffer framed = new Message(headers, payload).toByteBuffer();
    byte[] bytes = new byte[framed.remaining()];
    framed.get(bytes);
    return bytes;
  }
}
