/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Programs that use Replicate's official Python client.
 *
 * @since 0.1.0
 */
public final class Python {

    private Python() {}

    /**
     * Find the programs.
     *
     * @return the folder, or {@code null} with a message if Python or the client is not installed
     * @throws InterruptedException if this thread is interrupted
     */
    public static @Nullable Path find() throws InterruptedException {
        if (Program.succeeds("python3", "-c", "import replicate")) {
            return Build.sources().resolve("python");
        }
        System.out.println("The Python client is skipped: install python3 and run pip install replicate to include it");
        return null;
    }
}
