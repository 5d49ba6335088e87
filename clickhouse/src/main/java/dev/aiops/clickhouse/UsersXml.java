/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The {@link Users} as a server's configuration has them: an element each, to stand in {@code
 * users}. They use the profiles {@code default} and {@code read}, and the quota {@code default}.
 */
public final class UsersXml {

  /** The profile of whoever may read and change nothing, to stand in {@code profiles}. */
  public static final String READ_PROFILE =
      """
          <read>
            <profile>default</profile>
            <readonly>2</readonly>
          </read>
      """;

  private static final String USER =
      """
          <%1$s>
            %2$s
            <networks><ip>::/0</ip></networks>
            <profile>%3$s</profile>
            <quota>default</quota>
            <grants>
      %4$s
            </grants>
          </%1$s>
      """;

  private UsersXml() {}

  /**
   * The users.
   *
   * @param databases what they may use
   * @param password a user's element with the password, as {@code <password_sha256_hex>}
   */
  public static String of(List<String> databases, UnaryOperator<String> password) {
    return Users.ALL.stream()
        .map(user -> one(user, databases, password.apply(user)))
        .collect(Collectors.joining());
  }

  private static String one(String user, List<String> databases, String password) {
    return USER.formatted(
        user, password, user.equals(Users.READ) ? "read" : "default", grants(user, databases));
  }

  private static String grants(String user, List<String> databases) {
    return databases.stream()
        .flatMap(database -> Users.privileges(user, database))
        .distinct()
        .map(privilege -> "        <query>GRANT " + privilege + "</query>")
        .collect(Collectors.joining("\n"));
  }
}
