/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import java.util.UUID;

/**
 * Parses picture ids.
 */
final class PictureId {

    private PictureId() {}

    static UUID of(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException ex) {
            throw new NoSuchPictureException();
        }
    }
}
