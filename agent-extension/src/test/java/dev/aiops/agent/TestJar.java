/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar of classes of these tests. */
final class TestJar implements AutoCloseable {

  private final Path path;
  private final JarOutputStream jar;

  TestJar(Path path) throws IOException {
    this.path = path;
    OutputStream file = Files.newOutputStream(path);
    this.jar = new JarOutputStream(file);
  }

  TestJar text(String name, String content) throws IOException {
    return put(name, content.getBytes(UTF_8));
  }

  TestJar classOf(String name) throws IOException {
    String entry = name.replace('.', '/') + ".class";
    return put(entry, Files.readAllBytes(Path.of("target", "test-classes", entry)));
  }

  Path written() throws IOException {
    close();
    return path;
  }

  private TestJar put(String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
    return this;
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
