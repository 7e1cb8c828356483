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
