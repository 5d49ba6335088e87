/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.web.Audit.AuditUnreadableException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The audit as a file, from the log itself, so that nothing is left out that this process has
 * forgotten. One at a time, as it may read the whole log; a page of it is held at once.
 */
final class Export {

  private static final int PAGE = 200;

  private final Engine engine;
  private final Audit audit;
  private final Semaphore one = new Semaphore(1);

  Export(Engine engine, Audit audit) {
    this.engine = engine;
    this.audit = audit;
  }

  /** Whether this person decides about anything. */
  boolean isFor(Visit visit) {
    Set<String> roles = visit.person().roles();
    return roles.contains(Limits.DEFAULT.adminRole())
        || engine.budgets().policy().approvals().stream()
            .flatMap(rule -> rule.approvers().stream())
            .anyMatch(roles::contains);
  }

  void csv(Context context, Visit visit) {
    export(context, visit, AuditForm.CSV);
  }

  void json(Context context, Visit visit) {
    export(context, visit, AuditForm.JSON);
  }

  private void export(Context context, Visit visit, AuditForm form) {
    if (!isFor(visit)) {
      throw new PageException(
          403,
          "The audit is for those who decide, and for admins",
          "have somebody with such a role export it");
    }
    Days days = Days.of(context);
    if (!one.tryAcquire()) {
      throw new PageException(429, "Somebody exports the audit just now", "try again in a moment");
    }
    try {
      write(context, form, days);
    } finally {
      one.release();
    }
  }

  private void write(Context context, AuditForm form, Days days) {
    List<Audit.Row> rows = first(days);
    context
        .contentType(form.type())
        .header(
            "Content-Disposition", "attachment; filename=\"approvals." + form.extension() + '"');
    try {
      OutputStream out = context.outputStream();
      put(out, form.begin());
      put(out, form.end(putAll(out, form, days, rows)));
    } catch (IOException e) {
      System.getLogger(Export.class.getName())
          .log(System.Logger.Level.DEBUG, "Who exported is gone", e);
    }
  }

  private List<Audit.Row> first(Days days) {
    try {
      return audit.after(0, days, PAGE);
    } catch (AuditUnreadableException e) {
      throw new PageException(503, "The control log cannot be read now", "try again in a moment");
    }
  }

  /** Whether it got to the end. */
  private boolean putAll(OutputStream out, AuditForm form, Days days, List<Audit.Row> page)
      throws IOException {
    List<Audit.Row> rows = page;
    boolean first = true;
    while (!rows.isEmpty()) {
      for (Audit.Row row : rows) {
        put(out, form.row(row, first));
        first = false;
      }
      try {
        rows = audit.after(rows.get(rows.size() - 1).seq(), days, PAGE);
      } catch (AuditUnreadableException e) {
        return false;
      }
    }
    return true;
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
