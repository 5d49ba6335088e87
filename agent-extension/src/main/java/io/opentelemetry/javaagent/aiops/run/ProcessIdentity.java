/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.javaagent.aiops.Vocabulary;
import io.opentelemetry.sdk.resources.Resource;

/**
 * Which process this is; an unknown value is empty.
 *
 * @param serviceName the app
 * @param serviceVersion the app's version
 * @param serviceInstanceId the process
 * @param environment where it is deployed
 * @param team who owns it
 */
public record ProcessIdentity(
    String serviceName,
    String serviceVersion,
    String serviceInstanceId,
    String environment,
    String team) {

  /** A process of which nothing is known. */
  public static final ProcessIdentity UNKNOWN = new ProcessIdentity("", "", "", "", "");

  /** As the resource of the SDK says. */
  public static ProcessIdentity of(Resource resource) {
    return new ProcessIdentity(
        text(resource, Vocabulary.SERVICE_NAME),
        text(resource, Vocabulary.SERVICE_VERSION),
        text(resource, Vocabulary.SERVICE_INSTANCE_ID),
        text(resource, Vocabulary.ENVIRONMENT),
        text(resource, Vocabulary.TEAM));
  }

  private static String text(Resource resource, AttributeKey<String> key) {
    String value = resource.getAttribute(key);
    return value == null ? "" : value;
  }
}
