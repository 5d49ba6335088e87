/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.notify.NotifySettings.Webhook;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A receiver that knows RFC 2104 and the documents can tell who sent a notice. */
class SignatureTest {

  private static final String OTHER = "another secret of more than 32 bytes";

  /** By {@code printf '%s' '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac SECRET}. */
  @Test
  void signature_isWhatOpensslMakes() {
    assertThat(
            Signature.of(
                1_700_000_000, "{\"id\":\"evt_1\"}", List.of("0123456789abcdef0123456789abcdef")))
        .isEqualTo(
            "t=1700000000,v1=5815f7d6d473ae7d0b8a17f678bd83446fe9f1456bc1161e16ec253f529cc979");
  }

  @Test
  void noticeSent_carriesASignatureOfEachSecret_overTimeAndBytes() throws Exception {
    try (Office office = new Office();
        Receiver receiver = new Receiver();
        Notifier notifier = office.tells(twoSecrets(receiver.address()))) {
      office.ask("refund", "b\u00f6t", "A-17");
      Receiver.Request request = receiver.awaitTaken(1).get(0);
      String header = request.headers().getFirst("X-AIOps-Signature");
      String[] parts = header.split(",", -1);
      String time = parts[0].substring("t=".length());
      assertThat(Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), Instant.now()))
          .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(5));
      assertThat(parts[1]).isEqualTo("v1=" + hmac(Office.SECRET, time + "." + request.body()));
      assertThat(parts[2]).isEqualTo("v1=" + hmac(OTHER, time + "." + request.body()));
      assertThat(parts).hasSize(3);
      assertThat(notifier).isNotNull();
    }
  }

  private static NotifySettings twoSecrets(URI url) {
    return new NotifySettings(
        Optional.of(new Webhook(url, List.of(Office.SECRET, OTHER))),
        Optional.empty(),
        Office.PAGES,
        Duration.ofMinutes(15),
        Office.FAST);
  }

  /** RFC 2104 by hand. */
  private static String hmac(String secret, String text) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] raw = secret.getBytes(UTF_8);
    byte[] key = Arrays.copyOf(raw.length > 64 ? sha.digest(raw) : raw, 64);
    byte[] inner = sha.digest(join(pad(key, 0x36), text.getBytes(UTF_8)));
    return HexFormat.of().formatHex(sha.digest(join(pad(key, 0x5c), inner)));
  }

  private static byte[] pad(byte[] key, int with) {
    byte[] padded = key.clone();
    for (int i = 0; i < padded.length; i++) {
      padded[i] ^= (byte) with;
    }
    return padded;
  }

  private static byte[] join(byte[] one, byte[] other) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(one);
    joined.writeBytes(other);
    return joined.toByteArray();
  }

  @Test
  void secret_thatCouldBeGuessed_isRefused() {
    URI url = URI.create("https://hooks.example.com");
    assertThatThrownBy(() -> new Webhook(url, List.of("short")))
        .hasMessage("a secret has 5 bytes, and needs 32: draw one with openssl rand -hex 32");
    assertThatThrownBy(() -> new Webhook(url, List.of())).hasMessageContaining("give 1 to 3");
    assertThat(new Webhook(url, List.of(OTHER)).toString()).doesNotContain(OTHER);
  }
}
