/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.aiops.approval.log.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person's answer.
 *
 * @param request the id of the order that gave it
 * @param roles held when it was given
 * @param auth how the person was known: {@code token}, {@code password} or {@code oidc}
 * @param address it came from
 * @param hash of the action it is about
 * @param shown null in rows of versions that did not note it
 */
public record Vote(
    String request,
    String by,
    List<String> roles,
    String auth,
    String address,
    boolean approve,
    String reason,
    String hash,
    Instant at,
    @JacksonInject(value = Json.ABSENT, useInput = OptBoolean.TRUE) @Nullable Shown shown) {

  /** Copies the roles. */
  public Vote {
    roles = List.copyOf(roles);
  }
}
