/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.fault;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fault that still applies.
 *
 * @param id the id, which is unique among faults of the same kind
 * @param targets the names of the targets; empty for all
 * @param remaining how often it still applies; null for an unlimited number of times
 * @param effects the effects, in the format of the control API
 */
public record FaultSummary(
        long id, List<String> targets, @Nullable Integer remaining, Map<String, Object> effects) {}
