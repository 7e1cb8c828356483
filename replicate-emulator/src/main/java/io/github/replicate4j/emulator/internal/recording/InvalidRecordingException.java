/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Signals a recording that is damaged.
 */
final class InvalidRecordingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidRecordingException(Path file, int line, String problem, @Nullable Throwable cause) {
        super(file.getFileName() + ", line " + line + ": " + problem, cause);
    }
}
