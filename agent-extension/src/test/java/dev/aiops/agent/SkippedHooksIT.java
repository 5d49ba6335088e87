/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.example.quiet.LoadingApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that have changed so that no hook finds what it needs. */
class SkippedHooksIT {

  @TempDir Path folder;

  @Test
  void versionWithoutTheMethods_isOneLineForEachHook_andTheAppRunsOn() throws Exception {
    Path changed = Files.createDirectory(folder.resolve("changed"));
    try (URLClassLoader libraries = libraries()) {
      for (String type : HookedTypes.NAMES) {
        withoutMethods(type, ClassFileLocator.ForClassLoader.of(libraries), changed.toFile());
      }
    }
    String app = LoadingApp.class.getName();
    AppJvm.Outcome outcome =
        HookedTypes.app(folder)
            .withClasses(changed)
            .set("aiops.runs.methods", app + "[renamed]")
            .set("aiops.approvals.methods", app + "[gone]")
            .set("aiops.control.url", "http://127.0.0.1:9")
            .set("aiops.control.token", "token")
            .run(LoadingApp.class, typesAndOthers());

    assertThat(outcome.exitCode()).as(String.join("\n", outcome.logged())).isZero();
    assertThat(outcome.printed()).hasSize(typesAndOthers().length + 1).endsWith("done");
    assertThat(skipped(outcome))
        .extracting(line -> line.replaceAll(".*the hook (\\S+) is skipped: .*", "$1"))
        .containsExactlyInAnyOrderElementsOf(everyHookAnd(app + ".renamed", app + "#gone"));
    assertThat(skipped(outcome))
        .filteredOn(line -> line.contains("the hook openai-java is skipped"))
        .singleElement()
        .asString()
        .contains(
            "the app's version of com.openai.core.http.RetryingHttpClient has none of the methods"
                + " that it needs, so its calls go unseen");
  }

  @Test
  void versionWithTheMethods_isNoLine() throws Exception {
    AppJvm.Outcome outcome = HookedTypes.app(folder).run(LoadingApp.class, types());

    assertThat(outcome.exitCode()).as(String.join("\n", outcome.logged())).isZero();
    assertThat(skipped(outcome)).isEmpty();
  }

  /** Whatever implements them may be loaded at any time: nothing is missed yet. */
  @Test
  void interfacesAlone_areNoLine() throws Exception {
    AppJvm.Outcome outcome =
        HookedTypes.app(folder)
            .run(
                LoadingApp.class,
                "dev.langchain4j.http.client.HttpClient",
                "org.springframework.ai.chat.model.ChatModel",
                "org.springframework.ai.chat.model.StreamingChatModel",
                "org.springframework.ai.embedding.EmbeddingModel");

    assertThat(outcome.exitCode()).as(String.join("\n", outcome.logged())).isZero();
    assertThat(skipped(outcome)).isEmpty();
  }

  private static String[] types() {
    return HookedTypes.NAMES.toArray(new String[0]);
  }

  /** What a hook looks at beside its calls is as it was, and stands in for none of them. */
  private static String[] typesAndOthers() {
    return Stream.concat(
            HookedTypes.NAMES.stream(),
            Stream.of("software.amazon.awssdk.core.interceptor.ExecutionInterceptorChain"))
        .toArray(String[]::new);
  }

  private static List<String> everyHookAnd(String... others) {
    return Stream.concat(
            HookedTypes.HOOKS.values().stream().flatMap(List::stream), Stream.of(others))
        .toList();
  }

  private static List<String> skipped(AppJvm.Outcome outcome) {
    return outcome.warnings().stream().filter(line -> line.contains("is skipped")).toList();
  }

  private static URLClassLoader libraries() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (Path jar : HookedTypes.springAi()) {
      jars.add(jar.toUri().toURL());
    }
    return new URLClassLoader(jars.toArray(new URL[0]), SkippedHooksIT.class.getClassLoader());
  }

  private static void withoutMethods(String type, ClassFileLocator classes, File folder)
      throws Exception {
    new ByteBuddy()
        .redefine(TypePool.Default.of(classes).describe(type).resolve(), classes)
        .visit(
            new MemberRemoval()
                .stripMethods(any().and(not(isConstructor())).and(not(named("listTools")))))
        .make()
        .saveIn(folder);
  }
}
