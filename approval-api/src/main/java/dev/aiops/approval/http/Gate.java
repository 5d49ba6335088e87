/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.access.Scope;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.Tokens;
import dev.aiops.approval.approvals.Sight;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.function.Supplier;

/** Lets in who has a token. */
final class Gate {

  private static final String BEARER = "Bearer ";
  private static final String TOKEN = "aiops.token";

  /** Operations of eval-runners begin so. */
  static final String RUNNER_PATHS = "/v1/eval-runner/";

  private final Supplier<Tokens> tokens;
  private final Rate rate;

  Gate(Supplier<Tokens> tokens, Rate rate) {
    this.tokens = tokens;
    this.rate = rate;
  }

  /** Fails where there is no valid token, or it sends too much. */
  void admit(Context context) {
    String header = context.header("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      throw new RefusedException(Rule.NO_TOKEN, "the request has no bearer token");
    }
    Token token = find(header.substring(BEARER.length()).strip());
    if (!rate.admits(token.name())) {
      throw new RefusedException(
          Rule.TOO_MANY_REQUESTS, "token " + token.name() + " sent too many requests this second");
    }
    requireOwnPath(context, token);
    context.attribute(TOKEN, token);
  }

  /** What an eval-runner says of batches nobody else may, and it may read nothing of people's. */
  private static void requireOwnPath(Context context, Token token) {
    boolean runners = context.path().startsWith(RUNNER_PATHS);
    if (runners && !token.ofRunner()) {
      throw new RefusedException(
          Rule.NOT_A_RUNNER, "token " + token.name() + " is not an eval-runner's");
    } else if (!runners && token.ofRunner()) {
      throw new RefusedException(
          Rule.NOT_AN_OPERATOR, "token " + token.name() + " is an eval-runner's");
    }
  }

  private Token find(String secret) {
    return tokens
        .get()
        .find(secret)
        .orElseThrow(() -> new RefusedException(Rule.WRONG_TOKEN, "the bearer token is not known"));
  }

  static Token token(Context context) {
    return Objects.requireNonNull(context.<Token>attribute(TOKEN), "the gate admitted it");
  }

  /** The name of the agent whose token it is. */
  static String agent(Context context) {
    requireScope(token(context));
    return token(context).name();
  }

  /** As {@link #agent(Context)}; and the token may speak for this caller. */
  static String agent(Context context, Asks.CallerBody caller) {
    Scope scope = requireScope(token(context));
    if (!scope.covers(caller.service(), caller.environment(), caller.team())) {
      throw new RefusedException(
          Rule.FOREIGN_CALLER,
          "token %s may not speak for service '%s', environment '%s', team '%s'"
              .formatted(
                  token(context).name(), caller.service(), caller.environment(), caller.team()));
    }
    return token(context).name();
  }

  /** What an agent's token may speak for; people see all. */
  static Sight sight(Context context) {
    Scope scope = token(context).agent();
    return scope == null ? Sight.ALL : scope::covers;
  }

  static Token operator(Context context) {
    Token token = token(context);
    if (token.agent() != null) {
      throw new RefusedException(Rule.NOT_AN_OPERATOR, "token " + token.name() + " is an agent's");
    }
    return token;
  }

  private static Scope requireScope(Token token) {
    Scope scope = token.agent();
    if (scope == null) {
      throw new RefusedException(Rule.NOT_AN_AGENT, "token " + token.name() + " is an operator's");
    }
    return scope;
  }
}
