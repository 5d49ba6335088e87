/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.access.SignIn;
import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.access.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {

  private static final String PASSWORD = "a sentence of hers";

  @TempDir Path directory;

  private final Deque<String> typed = new ArrayDeque<>();

  @Test
  void add_asksTwice_andTellsNoPassword() throws Exception {
    typed.addAll(List.of(PASSWORD, PASSWORD));
    assertThat(run("add", "ana", "--role", "finance", "--role", "admin"))
        .isEqualTo("ana may sign in, and has role admin, finance");
    assertThat(isPassword("ana", PASSWORD)).isTrue();
    assertThat(run("list")).isEqualTo("ana: role admin, finance");
  }

  @Test
  void add_typedDifferently_changesNothing() {
    typed.addAll(List.of(PASSWORD, PASSWORD + "x"));
    assertThatThrownBy(() -> run("add", "ana"))
        .hasMessage("the two are not the same: nothing was changed");
    assertThat(Files.exists(file())).isFalse();
  }

  @Test
  void add_generating_printsThePasswordOnce() throws Exception {
    String said = run("add", "ana", "--generate");
    assertThat(said).startsWith("ana may sign in, and has no role. The password, which cannot");
    String password = said.substring(said.lastIndexOf('\n') + 1);
    assertThat(isPassword("ana", password)).isTrue();
    assertThat(Files.readString(file())).doesNotContain(password);
  }

  @Test
  void user_isChangedAndRemoved() throws Exception {
    assertThat(run("list")).isEqualTo("nobody: add somebody with user add");
    run("add", "ana", "--generate");
    typed.addAll(List.of(PASSWORD, PASSWORD));
    assertThat(run("password", "ana")).isEqualTo("ana has a new password");
    assertThat(isPassword("ana", PASSWORD)).isTrue();
    assertThat(run("role", "ana", "--role", "finance")).isEqualTo("ana has role finance");
    assertThat(run("disable", "ana")).isEqualTo("ana may not sign in");
    assertThat(run("list")).isEqualTo("ana: role finance, may not sign in");
    assertThat(isPassword("ana", PASSWORD)).isFalse();
    assertThat(run("enable", "ana")).isEqualTo("ana may sign in");
    assertThat(run("remove", "ana")).isEqualTo("ana is removed");
    assertThat(run("list")).isEqualTo("nobody: add somebody with user add");
  }

  @Test
  void command_wrong_saysWhatIsMissing() {
    assertWrong("add, list, password, role, disable, enable or remove is missing: see --help");
    assertWrong("the user's name is missing: see --help", "add");
    assertWrong("--file is missing: see --help", "add", "ana");
    assertWrong("--colour is no option here: see --help", "add", "ana", "--colour");
    assertWrong("user fly is no command: see --help", "fly", "ana", "--file", "x");
    assertWrong("a value after --role is missing: see --help", "add", "ana", "--role");
  }

  @Test
  void add_withoutATerminal_saysWhatToDo() {
    assertThatThrownBy(
            () -> UserCommand.atTerminal().run(List.of("add", "ana", "--file", file().toString())))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no terminal to ask for the password: use --generate");
  }

  private void assertWrong(String message, String... arguments) {
    assertThatThrownBy(() -> command().run(List.of(arguments))).hasMessage(message);
  }

  private boolean isPassword(String name, String password) throws IOException {
    Users users = UserFile.read(file());
    return new SignIn(() -> users, InstantSource.system()).check(name, password, "192.0.2.1")
        instanceof SignIn.Answer.Known;
  }

  private String run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--file", file().toString()));
    return command().run(all);
  }

  private UserCommand command() {
    return new UserCommand(what -> typed.remove());
  }

  private Path file() {
    return directory.resolve("users.jsonl");
  }
}
