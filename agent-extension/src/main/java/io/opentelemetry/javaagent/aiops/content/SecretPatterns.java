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
  public static final List<Pattern> BUILT_IN =
      List.of(
          // PEM private keys; one whose end is cut off is taken to the end of the text
          Pattern.compile(
              "-----BEGIN [A-Z ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----"
                  + "[\\s\\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----|\\z)"),
          // OpenAI, Anthropic, OpenRouter, DeepSeek and others that took over the prefix
          Pattern.compile("\\bsk-[A-Za-z0-9_-]{16,}+"),
          // Google
          Pattern.compile("\\bAIza[A-Za-z0-9_-]{30,}+"),
          // Groq, xAI, Perplexity, Replicate, Hugging Face, NVIDIA, Cerebras, Fireworks, Tavily
          Pattern.compile(
              "\\b(?:gsk_|xai-|pplx-|r8_|hf_|nvapi-|csk-|fw_|tvly-)[A-Za-z0-9_-]{16,}+"),
          // AWS: access key ids, and secrets where they are named
          Pattern.compile("\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b"),
          Pattern.compile(
              "(?i)aws_?(?:secret_?access_?key|session_?token)[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?([A-Za-z0-9/+=]{20,}+)"),
          // GitHub, GitLab, Slack, Stripe, npm, SendGrid
          Pattern.compile("\\b(?:gh[pousr]_|github_pat_|glpat-|npm_)[A-Za-z0-9_-]{16,}+"),
          Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}+"),
          Pattern.compile("\\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}+"),
          Pattern.compile("\\bSG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+"),
          // JSON web tokens
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?+"),
          // Authorization: Bearer …, Basic …
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s{1,4}([A-Za-z0-9._~+/=-]{12,}+)"),
          // passwords and keys that are named: password=…, "api_key": "…"
          Pattern.compile(
              "(?i)(?:password|passwd|passphrase|pwd|secret|api[_-]?key|apikey|access[_-]?token"
                  + "|refresh[_-]?token|auth[_-]?token|client[_-]?secret|private[_-]?key)"
                  + "\\\\?[\"']?\\s{0,4}[:=]\\s{0,4}\\\\?[\"']?(?!\\s)([^\\s\"'\\\\,;&}]{4,}+)"),
          // user:password@host in URLs
          Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,15}://[^\\s/:@]{1,80}:([^\\s/@]{1,200})@"),
          // payment cards, by their issuers' prefixes
          Pattern.compile(
              "(?<![\\w.-])(?:4\\d{3}|5[1-5]\\d{2}|2[2-7]\\d{2}|6(?:011|5\\d{2}))(?:[ -]?\\d{4}){3}(?![\\w-])"
                  + "|(?<![\\w.-])3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5}(?![\\w-])"));

  /**
   * Reads {@code aiops.redact.patterns}: regular expressions of Java, one a line.
   *
   * @throws IllegalArgumentException if one is not
   */
  public static List<Pattern> parse(String setting) {
    return setting.lines().filter(line -> !line.isBlank()).map(SecretPatterns::compile).toList();
  }

  private static Pattern compile(String line) {
    try {
      return Pattern.compile(line.trim());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + line.trim() + "\" is not a regular expression: " + e.getDescription(), e);
    }
  }

  private SecretPatterns() {}
}
