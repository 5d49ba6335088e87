/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** What comes beyond a limit. */
public final class TooLarge {

  private static final long MOST_BYTES = 1_048_576;

  private TooLarge() {}

  /**
   * Reads away what is left of a request, a mebibyte at most. A connection that is closed while its
   * client still writes is reset, and with it the answer that says why.
   */
  public static void drop(Context context) {
    InputStream body = context.bodyInputStream();
    try {
      long left = MOST_BYTES;
      for (long read = 1; read > 0 && left > 0; left -= read) {
        read = body.skip(left);
      }
    } catch (IOException e) {
      // it goes no further: the answer is sent all the same
      return;
    }
  }
}
