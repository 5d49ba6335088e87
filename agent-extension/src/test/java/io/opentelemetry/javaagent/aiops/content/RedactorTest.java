/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final List<String> PIECES =
      List.of(
          " AKIAIOSFODNN7EXAMPLE ",
          "awsSessionToken=abcdefghijklmnopqrstuv",
          " SG.abcdefghijklmnopqrst.abcdefghijklmnopqrst",
          " eyJabcdefghijkl.abcdefghijkl",
          " https://user:secret@host/",
          "sk-",
          "AIza",
          "gsk_",
          "xai-",
          "hf_",
          "AKIA",
          "ghp_",
          "github_pat_",
          "npm_",
          "xoxb-",
          "sk_live_",
          "pk_test_",
          "SG.",
          "eyJ",
          ".",
          "bearer ",
          "Basic ",
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "private_key",
          "secret",
          "api-key",
          "apikey",
          "access_token",
          "auth-token",
          "refreshToken",
          "aws_secret_access_key",
          "awsSessionToken",
          "=",
          ": ",
          "\"",
          "https://",
          "user:",
          "@",
          "4111 1111 1111 1111",
          "378282246310005",
          "0123456789",
          "abcdefghijklmnopqrstuvwxyz0123456789",
          "A1B2C3D4E5F6G7H8",
          "-----BEGIN RSA PRIVATE KEY-----",
          "-----END RSA PRIVATE KEY-----");

  private final Redactor redactor = new Redactor(SecretPatterns.BUILT_IN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12",
        "sk-ant-api03-Ab12Cd34Ef56Gh78Ij90Kl12-AA",
        "sk-or-v1-0123456789abcdef0123456789abcdef",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "gsk_0123456789abcdefghijABCDEFGHIJ",
        "xai-0123456789abcdefghijABCDEFGHIJ",
        "pplx-0123456789abcdefghijABCDEFGHIJ",
        "hf_0123456789abcdefghijABCDEFGHIJ",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "github_pat_11AAAAAAA0123456789abcdef",
        "xoxb-123456789012-abcdefghij",
        "sk_live_0123456789abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "4111 1111 1111 1111",
        "5500-0000-0000-0004",
        "378282246310005"
      })
  void redact_secret_goes(String secret) {
    assertThat(redact("before " + secret + " after")).isEqualTo("before [redacted] after");
    assertThat(redact("{\"k\":\"" + secret + "\"}")).doesNotContain(secret);
  }

  @Test
  void redact_namedSecret_keepsTheName() {
    assertThat(redact("password=hunter22, user=ann")).isEqualTo("password=[redacted], user=ann");
    assertThat(redact("{\"apiKey\": \"abcd1234\"}")).isEqualTo("{\"apiKey\": \"[redacted]\"}");
    assertThat(redact("{\\\"client_secret\\\":\\\"abcd1234\\\"}"))
        .isEqualTo("{\\\"client_secret\\\":\\\"[redacted]\\\"}");
    assertThat(redact("Authorization: Bearer abcdef0123456789"))
        .isEqualTo("Authorization: Bearer [redacted]");
    assertThat(redact("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        .isEqualTo("aws_secret_access_key = [redacted]");
    assertThat(redact("jdbc:postgresql://app:s3cret@db:5432/x"))
        .isEqualTo("jdbc:postgresql://app:[redacted]@db:5432/x");
  }

  @Test
  void redact_privateKey_goesAsAWhole() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc-def\n-----END RSA PRIVATE KEY-----";

    assertThat(redact("a " + key + " b")).isEqualTo("a [redacted] b");
    assertThat(redact("a " + key.substring(0, 40))).isEqualTo("a [redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "where is my parcel 4711-2234?",
        "call me at +49 170 1234567",
        "the password policy asks for 12 characters",
        "order 0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
        "sk-short",
        "https://example.com/a:b@c",
        "1234567890123456",
        ""
      })
  void redact_harmlessText_stays(String text) {
    Redactor.Result result = redactor.redact(text);

    assertThat(result.text()).isEqualTo(text);
    assertThat(result.redacted()).isFalse();
  }

  @Test
  void redact_ownPattern_joinsTheBuiltIn() {
    List<SecretPattern> own = SecretPatterns.parse("\\bKUNDE-\\d+\nname: (\\w+)\n\n");

    assertThat(new Redactor(own).redact("KUNDE-77, name: Ann").text())
        .isEqualTo("[redacted], name: [redacted]");
  }

  /** A group reference turns the memory of Java's matcher off: these 60 characters take years. */
  @Test
  void redact_patternThatBacktracksForEver_withholdsTheText() {
    Redactor evil = new Redactor(SecretPatterns.parse("(a+)+\\1?b"));

    Redactor.Result result =
        assertTimeoutPreemptively(
            Duration.ofMinutes(2), () -> evil.redact("a".repeat(60) + "!"), "no end of it");

    assertThat(result.text()).isEqualTo("[withheld: redaction failed]");
    assertThat(result.redacted()).isTrue();
  }

  @Test
  void redact_patternThatRecursesDeeply_withholdsTheText() {
    Redactor deep = new Redactor(SecretPatterns.parse("(?:a|b)*c"));

    assertThat(deep.redact("ab".repeat(2_000_000)).text())
        .isEqualTo("[withheld: redaction failed]");
  }

  /** Counted, not timed: a machine may be as slow as it likes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-",
        "eyJ.",
        "-----BEGIN PRIVATE KEY-----",
        "password=",
        "a://b:",
        "4111 ",
        "- ",
        "a"
      })
  void builtIn_adversarialText_isReadAFewTimesOnly(String piece) {
    String text = piece.repeat(49_152 / piece.length());
    for (SecretPattern secret : SecretPatterns.BUILT_IN) {
      CountedText counted = new CountedText(text);
      Matcher matcher = secret.pattern().matcher(counted);
      while (matcher.find()) {
        assertThat(matcher.end()).isPositive();
      }
      assertThat(counted.reads).as(secret.pattern().pattern()).isLessThan(50L * text.length());
    }
  }

  /** The quick look before the slow one must never be what lets a secret through. */
  @Test
  void possible_isTrueOfEveryMatch() {
    Random random = new Random(11);
    Map<SecretPattern, Integer> matches = new HashMap<>();
    for (int i = 0; i < 40_000; i++) {
      String text = text(random);
      for (SecretPattern secret : SecretPatterns.BUILT_IN) {
        boolean found = secret.pattern().matcher(text).find();
        matches.merge(secret, found ? 1 : 0, Integer::sum);
        assertThat(!found || secret.possible().test(text.toLowerCase(Locale.ROOT)))
            .as("%s in %s", secret.pattern(), text)
            .isTrue();
      }
    }
    assertThat(matches).hasSameSizeAs(SecretPatterns.BUILT_IN);
    assertThat(matches.entrySet()).allMatch(entry -> entry.getValue() > 10);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text.append(random.nextBoolean() ? piece : piece.toUpperCase(Locale.ROOT));
      text.append(random.nextInt(4) == 0 ? " " : "");
    }
    return text.toString();
  }

  private String redact(String text) {
    return redactor.redact(text).text();
  }

  private static final class CountedText implements CharSequence {

    private final String text;
    private long reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
