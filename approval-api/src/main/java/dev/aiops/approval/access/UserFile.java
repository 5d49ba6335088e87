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
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The users file: a JSON object a line, readable by its owner alone. */
public final class UserFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private UserFile() {}

  /**
   * Reads the users.
   *
   * @throws IllegalArgumentException with the line that is wrong and what to do, or if others may
   *     read the file
   */
  public static Users read(Path file) throws IOException {
    return read(file, Files.readString(file, StandardCharsets.UTF_8));
  }

  /** As {@link #read(Path)}, for a file that was read: another reading might find another file. */
  public static Users read(Path file, String content) throws IOException {
    PrivateFile.require(file);
    List<String> lines = content.lines().toList();
    List<User> users = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        users.add(user(file + ":" + (i + 1), lines.get(i)));
      }
    }
    return new Users(users);
  }

  /** Adds a user, and makes the file if there is none. */
  public static void add(Path file, User user) throws IOException {
    change(
        file,
        users -> {
          users.add(user);
          return users;
        });
  }

  /** Gives a user other roles, in place of those there were. */
  public static void roles(Path file, String name, Set<String> roles) throws IOException {
    edit(file, name, user -> Optional.of(user.withRoles(roles)));
  }

  /** Gives a user another password. */
  public static void password(Path file, String name, String password) throws IOException {
    edit(file, name, user -> Optional.of(user.withPassword(password)));
  }

  /** Keeps a user from signing in, or allows it again. */
  public static void disabled(Path file, String name, boolean disabled) throws IOException {
    edit(file, name, user -> Optional.of(user.withDisabled(disabled)));
  }

  /** Takes a user out. */
  public static void remove(Path file, String name) throws IOException {
    edit(file, name, user -> Optional.empty());
  }

  private interface Edit {
    Optional<User> of(User user);
  }

  private static void edit(Path file, String name, Edit edit) throws IOException {
    change(
        file,
        users -> {
          if (users.stream().noneMatch(user -> user.name().equals(name))) {
            throw new IllegalArgumentException("no user is named " + name + ": see user list");
          }
          return users.stream()
              .flatMap(
                  user ->
                      user.name().equals(name)
                          ? edit.of(user).stream()
                          : Optional.of(user).stream())
              .toList();
        });
  }

  private static void change(Path file, UnaryOperator<List<User>> change) throws IOException {
    PrivateFile.locked(
        file,
        () -> {
          List<User> before =
              Files.exists(file) ? new ArrayList<>(read(file).all()) : new ArrayList<>();
          PrivateFile.replace(file, text(new Users(change.apply(before)).all()));
        });
  }

  private static String text(List<User> users) throws IOException {
    StringBuilder text = new StringBuilder();
    for (User user : users) {
      text.append(MAPPER.writeValueAsString(user)).append('\n');
    }
    return text.toString();
  }

  private static User user(String where, String line) {
    try {
      return MAPPER.readValue(line, User.class);
    } catch (JsonProcessingException e) {
      // without the line itself, which an error log must not show
      throw new IllegalArgumentException(
          where + ": is not a user: " + e.getOriginalMessage() + "; make it with the user command");
    }
  }
}
