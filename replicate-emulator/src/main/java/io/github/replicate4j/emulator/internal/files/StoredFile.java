/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * An uploaded file.
 */
public record StoredFile(
        String id,
        String name,
        String contentType,
        long size,
        Map<String, String> checksums,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant expiresAt,
        Path content) {}
