/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Where a request came from. */
final class Addresses {

  private final Set<String> proxies;

  /**
   * Makes it.
   *
   * @param proxies whose word is taken; anybody else may write what he likes
   */
  Addresses(Set<String> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  /** The last address that is not one of our proxies'. */
  String of(Context context) {
    List<String> hops = new ArrayList<>();
    String forwarded = context.header("X-Forwarded-For");
    if (forwarded != null) {
      hops.addAll(List.of(forwarded.split(",", -1)));
    }
    hops.add(context.ip());
    Collections.reverse(hops);
    for (String hop : hops) {
      if (!proxies.contains(hop.strip())) {
        return Visible.line(hop.strip(), 60);
      }
    }
    return context.ip();
  }
}
