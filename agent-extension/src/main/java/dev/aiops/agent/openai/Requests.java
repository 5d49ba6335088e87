/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import io.opentelemetry.javaagent.aiops.http.ModelHosts;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a request, whatever the version of the library. */
final class Requests {

  // 4.0.0 has only baseUrl(); before, only url(), which is null where the transport has the base
  private static final @Nullable MethodHandle BASE_URL = method("baseUrl");
  private static final @Nullable MethodHandle URL = method("url");

  private static final ModelHosts HOSTS = new ModelHosts(Map.of());

  static @Nullable Endpoint endpoint(HttpRequest request) {
    return request.body() == null
        ? null
        : Endpoint.of(request.method().name(), request.pathSegments());
  }

  static boolean isAzureDeployment(HttpRequest request) {
    return request.pathSegments().contains("deployments");
  }

  /**
   * Whether OpenAI or Azure serves there. Where a transport does not say, OpenAI is the default.
   */
  static boolean isOpenAi(HostPort target, boolean azureDeployment) {
    String host = target.host();
    String provider = host == null ? "openai" : HOSTS.provider(host, target.port());
    return azureDeployment || "openai".equals(provider) || "azure.ai.openai".equals(provider);
  }

  /** The request as one of {@code call}. */
  static HttpRequest of(WireCall call, HttpRequest request) {
    HttpRequestBody body = Objects.requireNonNull(request.body(), "a model is asked in the body");
    return request.toBuilder().body(new CallBody(body, call)).build();
  }

  static HostPort target(HttpRequest request) {
    MethodHandle handle = BASE_URL != null ? BASE_URL : URL;
    if (handle == null) {
      return HostPort.UNKNOWN;
    }
    try {
      Object url = handle.invoke(request);
      return url == null ? HostPort.UNKNOWN : HostPort.of(url.toString());
    } catch (Throwable t) {
      return HostPort.UNKNOWN;
    }
  }

  /** The base URL that transports before 4.0.0 keep to themselves. */
  static HostPort targetOf(Object transport) {
    try {
      Field field = transport.getClass().getDeclaredField("baseUrl");
      field.setAccessible(true);
      Object url = field.get(transport);
      return url == null ? HostPort.UNKNOWN : HostPort.of(url.toString());
    } catch (ReflectiveOperationException | RuntimeException e) {
      return HostPort.UNKNOWN;
    }
  }

  private static @Nullable MethodHandle method(String name) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(HttpRequest.class, name, MethodType.methodType(String.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private Requests() {}
}
