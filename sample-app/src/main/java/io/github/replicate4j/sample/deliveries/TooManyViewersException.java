/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

/**
 * Thrown when the maximum number of delivery streams is open.
 *
 * @since 0.1.0
 */
public class TooManyViewersException extends RuntimeException {

    TooManyViewersException() {
        super("Too many pages show webhook deliveries. Close a page or try again in a moment.");
    }
}
