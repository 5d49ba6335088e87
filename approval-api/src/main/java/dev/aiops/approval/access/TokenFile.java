/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tokens file: a JSON object a line, readable by its owner alone. */
public final class TokenFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TokenFile() {}

  /**
   * Reads the tokens.
   *
   * @throws IllegalArgumentException with the line that is wrong and what to do, or if others may
   *     read the file
   */
  public static Tokens read(Path file) throws IOException {
    return read(file, Files.readString(file, StandardCharsets.UTF_8));
  }

  /** As {@link #read(Path)}, for a file that was read: another reading might find another file. */
  public static Tokens read(Path file, String content) throws IOException {
    PrivateFile.require(file);
    return new Tokens(tokens(file, content.lines().toList()));
  }

  /**
   * Draws a token, adds its hash to the file, and makes the file if there is none.
   *
   * @return the token's text, which cannot be had again
   */
  public static String add(Path file, String name, Scope agent) throws IOException {
    String secret = Secret.draw();
    append(file, new Token(name, Secret.sha256(secret), agent, Set.of()));
    return secret;
  }

  /** As {@link #add(Path, String, Scope)}, for an operator with roles. */
  public static String add(Path file, String name, Set<String> roles) throws IOException {
    String secret = Secret.draw();
    append(file, new Token(name, Secret.sha256(secret), null, roles));
    return secret;
  }

  private static void append(Path file, Token token) throws IOException {
    PrivateFile.locked(
        file,
        () -> {
          List<Token> all = new ArrayList<>(Files.exists(file) ? read(file).all() : List.of());
          all.add(token);
          PrivateFile.replace(file, text(new Tokens(all)));
        });
  }

  private static String text(Tokens tokens) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens.all()) {
      text.append(MAPPER.writeValueAsString(token)).append('\n');
    }
    return text.toString();
  }

  private static List<Token> tokens(Path file, List<String> lines) {
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        tokens.add(token(file + ":" + (i + 1), lines.get(i)));
      }
    }
    return tokens;
  }

  private static Token token(String where, String line) {
    try {
      return MAPPER.readValue(line, Token.class);
    } catch (JsonProcessingException e) {
      // without the line itself, which an error log must not show
      throw new IllegalArgumentException(
          where
              + ": is not a token: "
              + e.getOriginalMessage()
              + "; make it with the token command");
    }
  }
}
