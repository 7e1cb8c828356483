/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parses picture ids.
 */
final class PictureId {

    private PictureId() {}

    static UUID of(String text) {
        return find(text).orElseThrow(NoSuchPictureException::new);
    }

    static Optional<UUID> find(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException ex) {
            return Optional.empty();
        }
    }
}
