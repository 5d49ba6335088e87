/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a notice leads: to a page with a form, and never to what decides. */
record Links(URI publicUrl) {

  String of(Notice notice) {
    String root = publicUrl.toString().replaceFirst("/$", "");
    return notice.type().isOfApproval()
        ? root + "/approvals/" + URLEncoder.encode(notice.entity(), StandardCharsets.UTF_8)
        : root + "/";
  }
}
