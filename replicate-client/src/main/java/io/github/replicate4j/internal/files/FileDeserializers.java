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

package io.github.replicate4j.internal.files;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Makes files of URLs where an output is read as a type that has files. What reads them, stands under its class in the
 * context.
 */
public final class FileDeserializers {

    private FileDeserializers() {}

    private static AsyncFileOutput file(JsonParser parser, DeserializationContext context) {
        String url = parser.getValueAsString();
        if (!(context.getAttribute(OutputFiles.class) instanceof OutputFiles files)) {
            throw new IllegalArgumentException("a file can be read from the output of a prediction only");
        }
        if (url == null || !files.isFile(url)) {
            throw new IllegalArgumentException("it is not the URL of a file");
        }
        return files.file(url);
    }

    public static final class Reactive extends StdDeserializer<AsyncFileOutput> {

        public Reactive() {
            super(AsyncFileOutput.class);
        }

        @Override
        public AsyncFileOutput deserialize(JsonParser parser, DeserializationContext context) {
            return file(parser, context);
        }
    }

    public static final class Blocking extends StdDeserializer<FileOutput> {

        public Blocking() {
            super(FileOutput.class);
        }

        @Override
        public FileOutput deserialize(JsonParser parser, DeserializationContext context) {
            return new FileOutput(file(parser, context));
        }
    }
}
