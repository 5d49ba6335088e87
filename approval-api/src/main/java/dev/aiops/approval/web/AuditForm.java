/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.util.List;
import java.util.Locale;

/** How the audit is written. A file that ends early says so. */
enum AuditForm {
  CSV("text/csv; charset=utf-8") {
    @Override
    String begin() {
      return Csv.line(AuditLine.HEAD);
    }

    @Override
    String row(Audit.Row row, boolean first) {
      return Csv.line(AuditLine.of(row));
    }

    @Override
    String end(boolean complete) {
      return complete ? "" : Csv.line(List.of("incomplete: the log could not be read on"));
    }
  },
  JSON("application/json") {
    @Override
    String begin() {
      return "{\"rows\": [";
    }

    @Override
    String row(Audit.Row row, boolean first) {
      return (first ? "\n" : ",\n") + AuditLine.json(row);
    }

    @Override
    String end(boolean complete) {
      return "\n], \"complete\": " + complete + "}\n";
    }
  };

  private final String type;

  AuditForm(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract String begin();

  abstract String row(Audit.Row row, boolean first);

  abstract String end(boolean complete);
}
