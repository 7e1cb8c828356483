/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Java in another process for a short time. */
public final class JavaCommand {

    private JavaCommand() {}

    /** Return a modifiable command of this JVM, whose process does not spend most of its CPU time on optimizing byte code. */
    public static List<String> of(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        return command;
    }
}
