/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.anthropic;

import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** The library's own backends, reached by way of another host. */
final class CloudBackends {

  private CloudBackends() {}

  static Backend bedrock(String url) {
    return new Elsewhere(
        BedrockBackend.builder()
            .awsCredentials(AwsBasicCredentials.create("id", "secret"))
            .region(Region.US_EAST_1)
            .build(),
        url);
  }

  static Backend vertex(String url) {
    Date later = Date.from(Instant.now().plus(Duration.ofHours(1)));
    return new Elsewhere(
        VertexBackend.builder()
            .googleCredentials(GoogleCredentials.create(new AccessToken("token", later)))
            .region("us-east5")
            .project("shop")
            .build(),
        url);
  }

  /** All but the host is the cloud's. */
  private record Elsewhere(Backend cloud, String url) implements Backend {

    @Override
    public String baseUrl() {
      return url;
    }

    @Override
    public HttpRequest prepareRequest(HttpRequest request) {
      return cloud.prepareRequest(request);
    }

    @Override
    public HttpRequest authorizeRequest(HttpRequest request) {
      return cloud.authorizeRequest(request);
    }

    @Override
    public HttpResponse prepareResponse(HttpResponse response) {
      return cloud.prepareResponse(response);
    }

    @Override
    public void close() {
      cloud.close();
    }
  }
}
