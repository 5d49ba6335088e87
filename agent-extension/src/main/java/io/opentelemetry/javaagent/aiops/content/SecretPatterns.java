/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What secrets look like. Quantifiers are possessive, bounded or lazy over single characters, so
 * that no text makes a pattern backtrack for long or recurse deeply. Where a pattern has a group,
 * only the group is the secret.
 */
public final class SecretPatterns {

  /** Taken out of every text. */
  public static final List<SecretPattern> BUILT_IN =
      List.of(
          // PEM private keys; one whose end is cut off is taken to the end of the text
          SecretPattern.of(
              "-----BEGIN [A-Z ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----"
                  + "[\\s\\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----|\\z)",
              "private key"),
          // OpenAI, Anthropic, OpenRouter, DeepSeek and others that took over the prefix
          SecretPattern.of("\\bsk-[A-Za-z0-9_-]{16,}+", "sk-"),
          // Google
          SecretPattern.of("\\bAIza[A-Za-z0-9_-]{30,}+", "aiza"),
          // Groq, xAI, Perplexity, Replicate, Hugging Face, NVIDIA, Cerebras, Fireworks, Tavily
          SecretPattern.of(
              "\\b(?:gsk_|xai-|pplx-|r8_|hf_|nvapi-|csk-|fw_|tvly-)[A-Za-z0-9_-]{16,}+",
              "gsk_",
              "xai-",
              "pplx-",
              "r8_",
              "hf_",
              "nvapi-",
              "csk-",
              "fw_",
              "tvly-"),
          // AWS: access key ids, and secrets where they are named
          SecretPattern.of(
              "\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b", "akia", "asia", "abia", "acca"),
          SecretPattern.of(
              "(?i)aws_?(?:secret_?access_?key|session_?token)[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?([A-Za-z0-9/+=]{20,}+)",
              "aws"),
          // GitHub, GitLab, Slack, Stripe, npm, SendGrid
          SecretPattern.of(
              "\\b(?:gh[pousr]_|github_pat_|glpat-|npm_)[A-Za-z0-9_-]{16,}+",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_",
              "github_pat_",
              "glpat-",
              "npm_"),
          SecretPattern.of("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}+", "xox"),
          SecretPattern.of("\\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}+", "k_live_", "k_test_"),
          SecretPattern.of("\\bSG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+", "sg."),
          // JSON web tokens
          SecretPattern.of(
              "\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?+", "eyj"),
          // Authorization: Bearer …, Basic …
          SecretPattern.of(
              "(?i)\\b(?:bearer|basic)\\s{1,4}([A-Za-z0-9._~+/=-]{12,}+)", "bearer", "basic"),
          // passwords and keys that are named: password=…, "api_key": "…"
          SecretPattern.of(
              "(?i)(?:p(?:assw(?:or)?d|assphrase|wd|rivate[_-]?key)|secret"
                  + "|a(?:pi[_-]?key|ccess[_-]?token|uth[_-]?token)|refresh[_-]?token)"
                  + "\\\\?[\"']?\\s{0,4}[:=]\\s{0,4}\\\\?[\"']?(?!\\s)([^\\s\"'\\\\,;&}]{4,}+)",
              "passw",
              "passphrase",
              "pwd",
              "key",
              "secret",
              "token"),
          // user:password@host in URLs
          SecretPattern.of(
              "(?i)\\b[a-z][a-z0-9+.-]{1,15}://[^\\s/:@]{1,80}:([^\\s/@]{1,200})@", "://"),
          // payment cards, by their issuers' prefixes
          SecretPattern.ofDigits(
              "(?<![\\w.-])(?:4\\d{3}|5[1-5]\\d{2}|2[2-7]\\d{2}|6(?:011|5\\d{2}))(?:[ -]?\\d{4}){3}(?![\\w-])"
                  + "|(?<![\\w.-])3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5}(?![\\w-])",
              15));

  /**
   * Reads {@code aiops.redact.patterns}: regular expressions of Java, one a line.
   *
   * @throws IllegalArgumentException if one is not
   */
  public static List<SecretPattern> parse(String setting) {
    return setting.lines().filter(line -> !line.isBlank()).map(SecretPatterns::compile).toList();
  }

  private static SecretPattern compile(String line) {
    try {
      return SecretPattern.own(Pattern.compile(line.trim()));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + line.trim() + "\" is not a regular expression: " + e.getDescription(), e);
    }
  }

  private SecretPatterns() {}
}
