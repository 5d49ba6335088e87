/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests of every version of the library: their body and URL have changed. */
final class Requests {

  private static final @Nullable MethodHandle OPTIONAL_BODY = method("body", Optional.class);
  private static final @Nullable MethodHandle BODY = method("body", HttpRequestBody.class);
  private static final @Nullable MethodHandle BASE_URL = method("baseUrl", String.class);
  private static final @Nullable MethodHandle URL = method("url", String.class);

  static @Nullable Endpoint endpoint(HttpRequest request) {
    return body(request) == null
        ? null
        : Endpoint.ofAnthropic(request.method().name(), request.pathSegments());
  }

  static @Nullable HttpRequestBody body(HttpRequest request) {
    Object body = read(OPTIONAL_BODY != null ? OPTIONAL_BODY : BODY, request);
    Object given = body instanceof Optional<?> optional ? optional.orElse(null) : body;
    return given instanceof HttpRequestBody found ? found : null;
  }

  /** The request as one of {@code call}. */
  static HttpRequest of(WireCall call, HttpRequest request) {
    HttpRequestBody body = body(request);
    return body == null ? request : request.toBuilder().body(new CallBody(body, call)).build();
  }

  /**
   * {@code copy} as one of the call that {@code original} is of; null where it is so, or of none.
   */
  static @Nullable HttpRequest marked(HttpRequest original, HttpRequest copy) {
    WireCall call = CallBody.callOf(body(original));
    return call == null || CallBody.callOf(body(copy)) != null ? null : of(call, copy);
  }

  static HostPort target(HttpRequest request) {
    Object url = read(BASE_URL != null ? BASE_URL : URL, request);
    return url == null ? HostPort.UNKNOWN : HostPort.of(url.toString());
  }

  private static @Nullable Object read(@Nullable MethodHandle handle, HttpRequest request) {
    try {
      return handle == null ? null : handle.invoke(request);
    } catch (Throwable t) {
      return null;
    }
  }

  private static @Nullable MethodHandle method(String name, Class<?> type) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(HttpRequest.class, name, MethodType.methodType(type));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private Requests() {}
}
