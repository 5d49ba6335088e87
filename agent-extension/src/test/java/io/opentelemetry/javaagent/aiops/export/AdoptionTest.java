/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {

  private static final String ID = "01a20bbb-0c5f-7c4d-960b-38d2f7697333";

  @TempDir Path root;

  @Test
  void adopt_noRootFolder() {
    assertThat(new Adoption(root.resolve("none")).adopt()).isEmpty();
  }

  @Test
  void adopt_deadOwner_completeRecordsInDoubt() throws IOException {
    dead("a", 2, new byte[0]);

    List<FileBatch> batches = new Adoption(root).adopt();

    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).rows()).isEqualTo(6);
    assertThat(batches.get(0).id()).isEqualTo(ID);
    assertThat(batches.get(0).table()).isEqualTo(Table.MESSAGE_CONTENT);
    assertThat(batches.get(0).inDoubt()).isTrue();
  }

  @Test
  void adopt_tornTailIsCut() throws IOException {
    Path whole = dead("a", 2, new byte[0]);
    byte[] record = Files.readAllBytes(whole);
    for (int cut = 1; cut < record.length / 2; cut += 13) {
      Path file = dead("torn" + cut, 2, java.util.Arrays.copyOf(record, record.length / 2 - cut));
      FileBatch batch = named(new Adoption(root).adopt(), file);

      assertThat(batch.rows()).isEqualTo(6);
      assertThat(Files.size(file)).isEqualTo(record.length);
      batch.delete();
    }
  }

  @Test
  void adopt_flippedByteEndsTheFile() throws IOException {
    Path file = dead("a", 3, new byte[0]);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);

    assertThat(new Adoption(root).adopt().get(0).rows()).isEqualTo(6);
  }

  @Test
  void adopt_nothingCompleteLeavesNothing() throws IOException {
    dead("a", 0, new byte[] {1, 2, 3});

    assertThat(new Adoption(root).adopt()).isEmpty();
    assertThat(children()).isEmpty();
  }

  /** A link to itself: as little to be read as a file of a process that has no descriptor left. */
  @Test
  void adopt_fileThatCannotBeReadNow_staysUntilItCan() throws IOException {
    Path file = dead("a", 1, new byte[0]);
    Path moved = Files.move(file, root.resolve("moved"));
    Files.createSymbolicLink(file, file);

    assertThat(new Adoption(root).adopt()).isEmpty();

    Files.move(moved, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(new Adoption(root).adopt()).hasSize(1);
  }

  /** Of a newer agent on the same host. */
  @Test
  void adopt_fileOfATableThatIsNotKnown_stays() throws IOException {
    Path file = dead("a", 1, new byte[0]);
    Path newer = Files.move(file, file.resolveSibling("eval_scores.2026-11-24." + ID + ".spool"));

    assertThat(new Adoption(root).adopt()).isEmpty();

    assertThat(newer).exists();
    assertThat(SpoolFolder.adopt(root.toRealPath().resolve("a"))).isPresent();
  }

  @Test
  void adopt_livingOwnerIsLeftAlone() throws IOException {
    SpoolFolder mine = SpoolFolder.create(root, "mine", SpoolFolder.Opener.REAL);
    FileBatch batch = FileBatch.create(mine, Table.LOGS, "2026-11-24", ID);
    batch.append(BatchProtocolTest.Blocks.content(1));

    assertThat(new Adoption(root).adopt()).isEmpty();
  }

  @Test
  void adopt_onlyOneOfTwo() throws IOException {
    dead("a", 1, new byte[0]);

    assertThat(new Adoption(root).adopt()).hasSize(1);
    assertThat(new Adoption(root).adopt()).isEmpty();
  }

  @Test
  void adopt_folderGoesWithItsLastBatch() throws IOException {
    dead("a", 1, new byte[0]);

    new Adoption(root).adopt().get(0).delete();

    assertThat(children()).isEmpty();
  }

  @Test
  void adopt_afterTheAdopterReleasedIt() throws IOException {
    dead("a", 1, new byte[0]);
    SpoolFolder folder = SpoolFolder.adopt(root.toRealPath().resolve("a")).orElseThrow();
    folder.release();

    assertThat(new Adoption(root).adopt()).hasSize(1);
  }

  @Test
  void reject_movesTheFileAside() throws IOException {
    dead("a", 1, new byte[0]);

    new Adoption(root).adopt().get(0).reject();

    assertThat(children()).containsExactly("rejected");
    assertThat(root.resolve("rejected")).isNotEmptyDirectory();
    assertThat(new Adoption(root).adopt()).isEmpty();
  }

  @Test
  void rename_isWhatTheNextAdopterFinds() throws IOException {
    dead("a", 1, new byte[0]);
    SpoolFolder folder = SpoolFolder.adopt(root.toRealPath().resolve("a")).orElseThrow();
    FileBatch batch = FileBatch.adopt(folder, folder.path().resolve(fileName())).orElseThrow();
    batch.renew();
    folder.release();

    assertThat(new Adoption(root).adopt().get(0).id()).isEqualTo(ID + "~1");
  }

  /** What a killed process leaves: records and a tail, and a lock file nobody has locked. */
  private Path dead(String name, int records, byte[] tail) throws IOException {
    SpoolFolder folder = SpoolFolder.create(root, name, SpoolFolder.Opener.REAL);
    FileBatch batch = FileBatch.create(folder, Table.MESSAGE_CONTENT, "2026-11-24", ID);
    for (int i = 0; i < records; i++) {
      batch.append(BatchProtocolTest.Blocks.content(3));
    }
    batch.seal();
    Path file = folder.path().resolve(fileName());
    Files.write(file, tail, StandardOpenOption.APPEND);
    folder.release();
    return file;
  }

  private static String fileName() {
    return "message_content.2026-11-24." + ID + ".spool";
  }

  private static FileBatch named(List<FileBatch> batches, Path file) {
    assertThat(batches).isNotEmpty();
    assertThat(file).exists();
    return batches.get(batches.size() - 1);
  }

  private List<String> children() throws IOException {
    try (Stream<Path> paths = Files.list(root)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    }
  }
}
