/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent, so that its receiver knows who sent it and when. */
final class Signature {

  static final String HEADER = "X-AIOps-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The header's value: {@code t=<unix seconds>,v1=<hex>}, with a v1 for each secret. */
  static String of(long seconds, String body, List<String> secrets) {
    String signed = seconds + "." + body;
    return "t="
        + seconds
        + secrets.stream()
            .map(secret -> ",v1=" + hmac(secret, signed))
            .collect(Collectors.joining());
  }

  static void requireLong(String secret) {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < NotifySettings.Webhook.SHORTEST) {
      throw new IllegalArgumentException(
          "a secret has "
              + bytes
              + " bytes, and needs "
              + NotifySettings.Webhook.SHORTEST
              + ": draw one with openssl rand -hex 32");
    }
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
