/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The AWS SDK's client of Bedrock: Converse and InvokeModel, their streams, and the bodies of the
 * models served there. Hooks match by name: no version of the SDK is asked for here.
 */
@org.jspecify.annotations.NullMarked
package dev.aiops.agent.bedrock;
