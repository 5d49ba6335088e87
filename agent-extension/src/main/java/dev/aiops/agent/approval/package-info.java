/** Methods of the app that the operator wants gated: those of {@code aiops.approvals.methods}. */
@NullMarked
package dev.aiops.agent.approval;

import org.jspecify.annotations.NullMarked;
