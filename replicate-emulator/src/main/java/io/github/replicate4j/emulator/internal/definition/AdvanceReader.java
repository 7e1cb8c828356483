/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import java.time.Duration;

/**
 * Reads by how much to advance the clock.
 */
public final class AdvanceReader {

    private AdvanceReader() {}

    /**
     * Read a document with the field {@code advance}.
     *
     * @throws InvalidDefinitionException if it contains anything else
     */
    public static Duration read(byte[] document) {
        FieldReader json = FieldReader.parse(document);
        if (!json.has("advance")) {
            json.mistake("advance", "requires the field advance");
        }
        Duration time = json.duration("advance");
        json.finish();
        json.raise();
        return time == null ? Duration.ZERO : time;
    }
}
