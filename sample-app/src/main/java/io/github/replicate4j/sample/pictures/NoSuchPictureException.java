/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

/**
 * Thrown when a picture or its image does not exist. The message is shown to the user.
 *
 * @since 0.1.0
 */
public class NoSuchPictureException extends RuntimeException {

    NoSuchPictureException() {
        this("No picture has this id.");
    }

    NoSuchPictureException(String message) {
        super(message);
    }
}
