/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
