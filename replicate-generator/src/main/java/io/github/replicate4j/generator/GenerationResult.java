/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one run of a {@link ModelGenerator}.
 *
 * @param written files that are new or have new content
 * @param unchanged files that had the same content already, and were not touched
 * @param deleted generated files of models whose schema is no longer stored
 * @since 0.1.0
 */
public record GenerationResult(List<Path> written, List<Path> unchanged, List<Path> deleted) {

    /**
     * Create a result.
     */
    public GenerationResult {
        written = List.copyOf(written);
        unchanged = List.copyOf(unchanged);
        deleted = List.copyOf(deleted);
    }
}
