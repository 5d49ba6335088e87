/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.access.Passwords;
import dev.aiops.approval.access.User;
import dev.aiops.approval.access.UserFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may sign in with a password: {@code user add NAME --file FILE …}. */
final class UserCommand {

  static final String HELP =
      """
        user add NAME --file FILE [--role ROLE]... [--generate]
              a person who signs in at the pages; asks for the password, or draws one and prints it
        user list --file FILE
        user password NAME --file FILE [--generate]
        user role NAME --file FILE [--role ROLE]...
              these roles in place of those before
        user disable | enable | remove NAME --file FILE
              each is in force within two seconds, and ends that person's sessions
      """;

  /** Asks a person for what nobody else may see. */
  interface Prompt {
    String ask(String what) throws IOException;
  }

  private final Prompt prompt;
  private final Set<String> roles = new TreeSet<>();
  private @Nullable String file;
  private boolean generate;

  UserCommand(Prompt prompt) {
    this.prompt = prompt;
  }

  /** Asks at the terminal, without echo. */
  static UserCommand atTerminal() {
    return new UserCommand(UserCommand::ask);
  }

  /** What is to be printed. */
  String run(List<String> arguments) throws IOException {
    Deque<String> left = new ArrayDeque<>(arguments);
    String what = next(left, "add, list, password, role, disable, enable or remove");
    String name = what.equals("list") ? "" : next(left, "the user's name");
    while (!left.isEmpty()) {
      take(left);
    }
    if (file == null) {
      throw new IllegalArgumentException("--file is missing: see --help");
    }
    return run(what, name, Path.of(file));
  }

  private String run(String what, String name, Path users) throws IOException {
    return switch (what) {
      case "add" -> add(users, name);
      case "list" -> list(users);
      case "password" -> password(users, name);
      case "role" -> {
        UserFile.roles(users, name, roles);
        yield name + " has " + roles(roles);
      }
      case "disable", "enable" -> {
        UserFile.disabled(users, name, what.equals("disable"));
        yield name + (what.equals("disable") ? " may not sign in" : " may sign in");
      }
      case "remove" -> {
        UserFile.remove(users, name);
        yield name + " is removed";
      }
      default -> throw new IllegalArgumentException("user " + what + " is no command: see --help");
    };
  }

  private String add(Path users, String name) throws IOException {
    String password = newPassword();
    UserFile.add(users, User.of(name, password, roles));
    return told(name + " may sign in, and has " + roles(roles), password);
  }

  private String password(Path users, String name) throws IOException {
    String password = newPassword();
    UserFile.password(users, name, password);
    return told(name + " has a new password", password);
  }

  private String told(String done, String password) {
    return generate ? done + ". The password, which cannot be shown again:\n" + password : done;
  }

  private String newPassword() throws IOException {
    if (generate) {
      return Passwords.draw();
    }
    String password = prompt.ask("Password (12 characters or more): ");
    if (!password.equals(prompt.ask("The same again: "))) {
      throw new IllegalArgumentException("the two are not the same: nothing was changed");
    }
    return password;
  }

  private static String list(Path users) throws IOException {
    List<User> all = Files.exists(users) ? UserFile.read(users).all() : List.of();
    return all.isEmpty()
        ? "nobody: add somebody with user add"
        : all.stream().map(UserCommand::line).collect(Collectors.joining("\n"));
  }

  private static String line(User user) {
    return user.name()
        + ": "
        + roles(user.roles())
        + (user.disabled() ? ", may not sign in" : "")
        + (user.isBelowToday() ? ", password hashed by an older rule: set it again" : "");
  }

  private static String roles(Set<String> roles) {
    return roles.isEmpty() ? "no role" : "role " + String.join(", ", roles);
  }

  private void take(Deque<String> left) {
    String option = left.remove();
    switch (option) {
      case "--generate" -> generate = true;
      case "--role" -> roles.add(next(left, "a value after --role"));
      case "--file" -> file = next(left, "a value after --file");
      default -> throw new IllegalArgumentException(option + " is no option here: see --help");
    }
  }

  // newer JVMs have a console without a terminal, too: it then answers null at the input's end
  @SuppressWarnings("SystemConsoleNull")
  private static String ask(String what) throws IOException {
    if (System.console() == null) {
      throw new IOException("there is no terminal to ask for the password: use --generate");
    }
    char[] typed = System.console().readPassword("%s", what);
    if (typed == null) {
      throw new IOException("no password was given: nothing was changed");
    }
    return new String(typed);
  }

  private static String next(Deque<String> left, String what) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(what + " is missing: see --help");
    }
    return left.remove();
  }
}
