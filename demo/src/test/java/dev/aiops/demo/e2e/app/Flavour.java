/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

/** One way to call a model. */
interface Flavour {

  /** Does it and tells what came of it. */
  String call(Command command) throws Exception;
}
