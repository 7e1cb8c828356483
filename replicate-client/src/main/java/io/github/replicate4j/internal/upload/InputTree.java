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
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.internal.json.InputJson;
import java.io.File;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.multipart.MultipartFile;

/**
 * The input of a model as plain Java, with files in the places where URLs are to stand.
 */
final class InputTree {

    private static final InputJson JSON = new InputJson(List.of(
            FileUpload.class,
            UploadedFile.class,
            Path.class,
            File.class,
            Resource.class,
            MultipartFile.class,
            FilePart.class,
            InputStream.class,
            byte[].class,
            // No file and no value: refused, rather than written as what Jackson sees in them.
            ByteBuffer.class,
            DataBuffer.class,
            Publisher.class));

    private final Map<String, @Nullable Object> root;

    /** Each file once, at the place where it was met first. */
    private final Map<Object, String> places = new IdentityHashMap<>();

    private final List<Object> files = new ArrayList<>();

    /**
     * Goes through an input.
     *
     * @param input a {@link Map}, a record or a bean
     * @throws IllegalArgumentException if it is no JSON object, or holds something that cannot be sent
     */
    InputTree(Object input) {
        this.root = JSON.object(input);
        collect(this.root, "input");
    }

    private void collect(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> collect(each, place + "." + name));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), place + "[" + i + "]");
            }
        } else if (value != null && isFile(value) && this.places.putIfAbsent(value, place) == null) {
            this.files.add(value);
        }
    }

    private static boolean isFile(Object value) {
        return !(value instanceof String || value instanceof Number || value instanceof Boolean);
    }

    /** Without those that are at Replicate already. */
    List<Object> files() {
        return this.files;
    }

    /** Such as {@code input.images[1]}. */
    String place(Object file) {
        return String.valueOf(this.places.get(file));
    }

    /** The input with what stands for its files, found by what they are, not by what they equal. */
    Map<String, @Nullable Object> with(Map<Object, String> urls) {
        return urls.isEmpty() ? this.root : replaced(this.root, urls);
    }

    private static Map<String, @Nullable Object> replaced(Map<?, ?> map, Map<Object, String> urls) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, each) -> copy.put(String.valueOf(name), value(each, urls)));
        return copy;
    }

    private static @Nullable Object value(@Nullable Object value, Map<Object, String> urls) {
        if (value instanceof Map<?, ?> map) {
            return replaced(map, urls);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(value(each, urls)));
            return copy;
        }
        String url = urls.get(value);
        return url == null ? value : url;
    }
}
