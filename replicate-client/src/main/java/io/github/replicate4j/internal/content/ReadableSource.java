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

package io.github.replicate4j.internal.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.multipart.MultipartFile;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Bytes that can be read as often as one likes.
 */
public final class ReadableSource implements ContentSource {

    /** What is read at once. */
    static final int PIECE = 32 * 1024;

    private final Size size;

    private final Opening opening;

    private ReadableSource(Size size, Opening opening) {
        this.size = size;
        this.opening = opening;
    }

    public static ContentSource of(byte[] bytes) {
        return new ReadableSource(() -> (long) bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    public static ContentSource of(Path path) {
        return new ReadableSource(() -> size(path), () -> Files.newInputStream(path));
    }

    private static Long size(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "is a directory, or no file of bytes");
        }
        if (!Files.isReadable(path)) {
            throw new FileSystemException(path.toString(), null, "must not be read by this program");
        }
        return Files.size(path);
    }

    public static ContentSource of(MultipartFile file) {
        return new ReadableSource(file::getSize, file::getInputStream);
    }

    /** One that stands for a stream is read once. */
    public static ContentSource of(Resource resource) {
        Size size = () -> size(resource);
        return resource.isOpen()
                ? new OneTimeSource(resource, size, resource::getInputStream)
                : new ReadableSource(size, resource::getInputStream);
    }

    private static @Nullable Long size(Resource resource) throws IOException {
        if (!resource.exists()) {
            throw new NoSuchFileException(resource.getDescription());
        }
        // To ask one of these is to read it to its end.
        long length = resource instanceof InputStreamResource ? -1 : resource.contentLength();
        return length < 0 ? null : length;
    }

    @Override
    public @Nullable Long size() throws IOException {
        return this.size.get();
    }

    @Override
    public Flux<DataBuffer> read() {
        return apart(this.opening);
    }

    static Flux<DataBuffer> apart(Opening opening) {
        return DataBufferUtils.readInputStream(opening::open, DefaultDataBufferFactory.sharedInstance, PIECE)
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public InputStream open() throws IOException {
        return this.opening.open();
    }

    @Override
    public boolean canBeReadAgain() {
        return true;
    }

    @Override
    public void use() {}

    @Override
    public void close() {}
}
