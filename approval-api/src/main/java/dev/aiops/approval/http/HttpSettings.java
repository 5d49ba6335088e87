/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param port 0 for any that is free
 * @param limit how long a request waits for the log before its outcome is called unknown
 * @param perSecond requests that one token may send in a second
 */
public record HttpSettings(String host, int port, Duration limit, int perSecond) {}
