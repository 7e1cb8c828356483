/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

/** Is notified of the progress of a create. */
public interface CreatePhases {

    /** Ignores the progress. */
    CreatePhases IGNORED = new CreatePhases() {

        @Override
        public void admitted() {}

        @Override
        public void sending() {}
    };

    /** The limits admit the create, and its input is encoded next. */
    void admitted();

    /** The input has been encoded, and the request is sent next. */
    void sending();
}
