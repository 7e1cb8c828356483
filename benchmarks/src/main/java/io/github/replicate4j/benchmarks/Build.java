/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Locations of the build.
 *
 * @since 0.1.0
 */
public final class Build {

    private Build() {}

    /**
     * Return the directory {@code target} of this module.
     *
     * @return directory that contains the classes or the jar of this module
     */
    public static Path folder() {
        try {
            return Path.of(Build.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("");
        } catch (URISyntaxException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * Return the directory {@code src/main} of this module.
     *
     * @return directory
     */
    public static Path sources() {
        return folder().resolve("../src/main").normalize();
    }
}
