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

import io.github.replicate4j.error.ReplicateException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A file that appears under its name only when it is whole.
 *
 * <p>Not meant for applications: it is public only because several packages of the client need it.
 */
public final class FileWriter {

    /** Nobody keeps so many files of one name in one folder. */
    private static final int MOST_OF_ONE_NAME = 10_000;

    private final Path target;

    private final String name;

    /**
     * Names the place.
     *
     * @param target the file, which replaces one that stands there; or a folder, in which nothing is ever replaced
     * @param name safe name of the file in a folder
     */
    public FileWriter(Path target, String name) {
        this.target = target.toAbsolutePath();
        this.name = name;
    }

    /**
     * Writes the file.
     *
     * @param body all of it; the bytes are released
     * @return where the file is
     */
    public Mono<Path> write(Flux<DataBuffer> body) {
        return Mono.usingWhen(
                        Mono.fromSupplier(() -> new Part(this.target)),
                        part -> apart(part::create)
                                .flatMap(file -> DataBufferUtils.write(body, file, StandardOpenOption.WRITE)
                                        .then(apart(() -> appear(file, part.inFolder())))),
                        part -> apart(part::delete))
                .onErrorMap(
                        IOException.class,
                        ex -> new ReplicateException("The file could not be saved to " + this.target + ".", ex));
    }

    private static <T> Mono<T> apart(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    /** What the file is until it is whole. Given up while it is about to be created, it leaves nothing behind either. */
    private static final class Part {

        private final Path target;

        private boolean inFolder;

        private @Nullable Path file;

        private boolean deleted;

        Part(Path target) {
            this.target = target;
        }

        synchronized Path create() throws IOException {
            if (this.deleted) {
                throw new CancellationException("Nobody waits for the file any more");
            }
            this.inFolder = Files.isDirectory(this.target);
            String hidden = "." + UUID.randomUUID() + ".part";
            Path place = this.inFolder ? this.target.resolve(hidden) : this.target.resolveSibling(hidden);
            // Not a temporary file of Java's own: its rights, the owner's alone, would stay with the name of the
            // target.
            this.file = Files.createFile(place);
            return this.file;
        }

        synchronized boolean inFolder() {
            return this.inFolder;
        }

        synchronized boolean delete() throws IOException {
            this.deleted = true;
            return this.file != null && Files.deleteIfExists(this.file);
        }
    }

    private Path appear(Path part, boolean inFolder) throws IOException {
        if (!inFolder) {
            return move(part, this.target);
        }
        Path place = newName();
        try {
            return move(part, place);
        } catch (IOException ex) {
            Files.deleteIfExists(place);
            throw ex;
        }
    }

    /** Taken by an empty file first, so that two who save at once do not take the same one. */
    private Path newName() throws IOException {
        for (int number = 1; number < MOST_OF_ONE_NAME; number++) {
            try {
                return Files.createFile(inTarget(FileName.numbered(this.name, number)));
            } catch (FileAlreadyExistsException ex) {
                // The next one may be free.
            }
        }
        throw new FileAlreadyExistsException(this.name);
    }

    /** Where the system cannot write each letter, as in the locale of a bare container, the plain ones are kept. */
    private Path inTarget(String name) {
        try {
            return this.target.resolve(name);
        } catch (InvalidPathException ex) {
            return this.target.resolve(name.replaceAll("\\P{ASCII}", "_"));
        }
    }

    private static Path move(Path part, Path target) throws IOException {
        try {
            return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException ex) {
            return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
