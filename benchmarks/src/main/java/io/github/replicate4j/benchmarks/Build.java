/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
