/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Installs Replicate's official JavaScript client.
 *
 * @since 0.1.0
 */
public final class JavaScript {

    private static final List<String> FILES = List.of("package.json", "calls.js", "run.js");

    private JavaScript() {}

    /**
     * Install the exact version in package.json, without a lock file, next to the programs.
     *
     * @return the folder, or {@code null} with a message if Node or npm is not installed
     * @throws IOException if npm fails
     * @throws InterruptedException if this thread is interrupted
     */
    public static @Nullable Path install() throws IOException, InterruptedException {
        if (!Program.succeeds("node", "--version") || !Program.succeeds("npm", "--version")) {
            System.out.println("The JavaScript client is skipped: install node and npm to include it");
            return null;
        }
        Path folder = Files.createDirectories(Build.folder().resolve("javascript"));
        for (String file : FILES) {
            Files.copy(
                    Build.sources().resolve("javascript").resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "install", "--no-package-lock", "--no-save", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (npm.waitFor() != 0) {
            throw new IOException("npm could not install the client: see its output above");
        }
        return folder;
    }
}
