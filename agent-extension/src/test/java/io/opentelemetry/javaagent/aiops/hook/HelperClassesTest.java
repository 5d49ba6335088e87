/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelperClassesTest {

  private static final Path HOOKS = Path.of("target/classes/dev/aiops/agent");

  @Test
  void in_package_isAllOfItsClassFiles() throws Exception {
    assertThat(HelperClasses.in("dev.aiops.agent.method"))
        .containsExactlyElementsOf(classFiles("method"))
        .contains("dev.aiops.agent.method.MethodRun")
        .allMatch(name -> !name.contains("/"));
  }

  @Test
  void in_everyHookPackage_isComplete() throws Exception {
    try (Stream<Path> packages = Files.list(HOOKS)) {
      for (Path hook : packages.filter(path -> !path.endsWith("start")).toList()) {
        String name = hook.getFileName().toString();
        assertThat(HelperClasses.in("dev.aiops.agent." + name))
            .containsExactlyElementsOf(classFiles(name));
      }
    }
  }

  @Test
  void in_packageWithoutClasses_isEmpty() {
    assertThat(HelperClasses.in("dev.aiops.agent.nothing")).isEmpty();
    assertThat(HelperClasses.in("dev.aiops.agent.start")).isEmpty();
  }

  @Test
  void modules_carryTheNameThatSwitchesThemOff() {
    List<InstrumentationModule> modules =
        ServiceLoader.load(InstrumentationModule.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    assertThat(modules).isNotEmpty().allMatch(m -> m.instrumentationNames().contains("aiops"));
  }

  private static List<String> classFiles(String name) throws IOException {
    try (Stream<Path> files = Files.walk(HOOKS.resolve(name))) {
      return files
          .map(file -> Path.of("target/classes").relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.replace(".class", "").replace('/', '.'))
          .sorted()
          .toList();
    }
  }
}
