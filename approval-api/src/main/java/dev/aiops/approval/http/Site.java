/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Pages for people, beside the API. */
public interface Site {

  /** No pages. */
  Site NONE =
      new Site() {
        @Override
        public void register(RoutesConfig routes) {
          // none
        }

        @Override
        public boolean isFor(Context context) {
          return false;
        }

        @Override
        public void fail(Context context, int status, String message, String remedy) {
          throw new IllegalStateException("no person looks at this: " + message);
        }
      };

  /** Adds its routes, and what is to be done before those of the API, too. */
  void register(RoutesConfig routes);

  /** Whether a person looks at the answer to this request. */
  boolean isFor(Context context);

  /** Shows why a request was not done. */
  void fail(Context context, int status, String message, String remedy);
}
