/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.internal.content.ContentSource;

/**
 * A file in an input.
 *
 * @param value the value in the input
 * @param place where it is, such as {@code input.images[1]}
 * @param upload the upload of it
 * @param source the bytes of it
 */
record InputFile(Object value, String place, FileUpload upload, ContentSource source) {

    static InputFile of(Object value, String place) {
        try {
            FileUpload upload = InputTypes.upload(value);
            return new InputFile(value, place, upload, Uploads.source(upload));
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(place + ": " + ex.getMessage(), ex);
        }
    }

    InputFile with(FileUpload other) {
        return new InputFile(this.value, this.place, other, Uploads.source(other));
    }

    /** Returns the place and the name, for messages. */
    String label() {
        return this.place + " (" + this.upload.filename() + ")";
    }
}
