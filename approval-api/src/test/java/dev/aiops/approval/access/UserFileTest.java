/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {

  private static final String PASSWORD = "a sentence of hers";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("users.jsonl");
  }

  @Test
  void user_added_isKeptAsAHash_inAFileOfItsOwnersAlone() throws Exception {
    UserFile.add(file, User.of("ana", PASSWORD, Set.of("finance", "admin")));
    UserFile.add(file, User.of("ben", PASSWORD, Set.of()));
    assertThat(Files.readString(file)).doesNotContain(PASSWORD).contains("$argon2id$");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(UserFile.read(file).find("ana").orElseThrow().roles())
        .containsExactly("admin", "finance");
    assertThat(UserFile.read(file).find("ben").orElseThrow().hash().isOf(PASSWORD)).isTrue();
  }

  @Test
  void user_changed_keepsTheRest() throws Exception {
    UserFile.add(file, User.of("ana", PASSWORD, Set.of("admin")));
    UserFile.roles(file, "ana", Set.of("finance"));
    UserFile.disabled(file, "ana", true);
    User ana = UserFile.read(file).find("ana").orElseThrow();
    assertThat(ana.roles()).containsExactly("finance");
    assertThat(ana.disabled()).isTrue();
    UserFile.password(file, "ana", "another sentence");
    User after = UserFile.read(file).find("ana").orElseThrow();
    assertThat(after.hash().isOf("another sentence")).isTrue();
    assertThat(after.disabled()).isTrue();
    UserFile.remove(file, "ana");
    assertThat(UserFile.read(file).all()).isEmpty();
  }

  @Test
  void user_unknownOrTaken_isRefusedAndNothingChanges() throws Exception {
    UserFile.add(file, User.of("ana", PASSWORD, Set.of()));
    String before = Files.readString(file);
    assertThatThrownBy(() -> UserFile.add(file, User.of("ana", PASSWORD, Set.of("admin"))))
        .hasMessage("two users are named ana: remove one");
    assertThatThrownBy(() -> UserFile.remove(file, "ben"))
        .hasMessage("no user is named ben: see user list");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void password_thatIsWeak_isRefused() {
    assertThatThrownBy(() -> User.of("ana", "elevenchars", Set.of()))
        .hasMessage("a password has 12 to 200 characters, this one has 11: write a sentence");
    assertThatThrownBy(() -> User.of("ana.longname", "ana.longname", Set.of()))
        .hasMessageContaining("little more than the name");
    assertThatThrownBy(() -> User.of("ana", "aaaaaaaaaaaaaaaa", Set.of()))
        .hasMessageContaining("fewer than 5 different characters");
  }

  @Test
  void password_drawn_isAccepted_andNeverTheSame() {
    String drawn = Passwords.draw();
    assertThat(drawn).matches("([a-km-np-z2-9]{5}-){4}[a-km-np-z2-9]{5}");
    assertThat(User.of("ana", drawn, Set.of()).hash().isOf(drawn)).isTrue();
    assertThat(Passwords.draw()).isNotEqualTo(drawn);
  }

  @Test
  void file_wrong_namesTheLineAndNotItsSecret() throws Exception {
    UserFile.add(file, User.of("ana", PASSWORD, Set.of()));
    String good = Files.readString(file);
    Files.writeString(file, good + good.replace("$argon2id$", "$argon2d$").replace("ana", "ben"));
    assertThatThrownBy(() -> UserFile.read(file))
        .hasMessageContaining("users.jsonl:2: is not a user: ")
        .hasMessageContaining("password of ben is no Argon2id hash")
        .hasMessageNotContaining("m=19456");
    Files.writeString(file, good.replace("\"disabled\":false", "\"disabled\":null"));
    assertThatThrownBy(() -> UserFile.read(file))
        .hasMessageContaining("users.jsonl:1: is not a user");
  }

  @Test
  void file_thatOthersMayRead_isRefused() throws Exception {
    UserFile.add(file, User.of("ana", PASSWORD, Set.of()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> UserFile.read(file)).hasMessageContaining("chmod 600");
  }
}
