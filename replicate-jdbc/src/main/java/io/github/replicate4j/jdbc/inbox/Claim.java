/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.EventSource;

/**
 * A completion that this instance has reserved.
 *
 * @param key key of the completion
 * @param attempt number of this attempt, from 1. It distinguishes this claim from later ones after its lease has expired. A number
 *     repeats if a completion is released, replayed, or changes its stage. A late statement may then match a later claim: it moves
 *     the time at which the completion is due, or parks it, but does not complete it without its listeners
 * @param source how the application was notified of the completion
 */
record Claim(String key, int attempt, EventSource source) {}
