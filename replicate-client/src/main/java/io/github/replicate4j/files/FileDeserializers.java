/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import io.github.replicate4j.internal.json.StringReaderDeserializer;

/**
 * Deserializers of files in the output of a prediction.
 */
final class FileDeserializers {

    private FileDeserializers() {}

    static final class Reactive extends StringReaderDeserializer<AsyncFileOutput> {

        Reactive() {
            super(AsyncFileOutput.class);
        }
    }

    static final class Blocking extends StringReaderDeserializer<FileOutput> {

        Blocking() {
            super(FileOutput.class);
        }
    }
}
