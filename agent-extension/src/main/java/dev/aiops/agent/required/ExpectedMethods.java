/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.required;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.aiops.hook.RequiredHooks;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** One type of a library, and the methods through which a hook sees its calls. */
final class ExpectedMethods implements TypeInstrumentation {

  private final String hook;
  private final String type;
  private final List<String> methods;

  /**
   * What a hook expects.
   *
   * @param methods each as its name, a slash and how many arguments it takes; an asterisk for any
   *     number
   */
  ExpectedMethods(String hook, String type, String... methods) {
    this.hook = hook;
    this.type = type;
    this.methods = List.of(methods);
  }

  String type() {
    return type;
  }

  String hook() {
    return hook;
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(type);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyTransformer(
        (builder, loaded, loader, module, domain) -> {
          missing(loaded).forEach(method -> RequiredHooks.missed(hook, type, method));
          return builder;
        });
  }

  List<String> missing(TypeDescription loaded) {
    List<String> declared =
        loaded.getDeclaredMethods().stream().flatMap(ExpectedMethods::described).toList();
    return methods.stream().filter(method -> !declared.contains(method)).toList();
  }

  private static Stream<String> described(MethodDescription method) {
    String name = method.getName() + '/';
    return Stream.of(name + method.getParameters().size(), name + '*');
  }
}
