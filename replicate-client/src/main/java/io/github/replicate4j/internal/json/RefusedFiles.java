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

package io.github.replicate4j.internal.json;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import org.springframework.core.io.Resource;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Things that hold a file are refused where no file can stand: written as plain JSON, they would be a path or a heap of
 * base64 in place of the file.
 */
final class RefusedFiles extends SimpleModule {

    RefusedFiles() {
        refuse(Path.class);
        refuse(File.class);
        refuse(Resource.class);
        refuse(MultipartFile.class);
        refuse(FilePart.class);
        refuse(InputStream.class);
        refuse(byte[].class);
    }

    private <T> void refuse(Class<T> type) {
        addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                throw new IllegalArgumentException(
                        "a " + type.getSimpleName() + " can stand in the input of a model only, not here");
            }
        });
    }
}
