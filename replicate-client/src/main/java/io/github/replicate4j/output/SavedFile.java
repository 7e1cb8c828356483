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

package io.github.replicate4j.output;

import io.github.replicate4j.error.ReplicateException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A file that appears under its name only when it is whole.
 */
final class SavedFile {

    private final Path target;

    SavedFile(Path target) {
        this.target = target.toAbsolutePath();
    }

    Mono<Path> write(Flux<DataBuffer> body) {
        return Mono.usingWhen(
                        Mono.fromCallable(this::open).subscribeOn(Schedulers.boundedElastic()),
                        part -> DataBufferUtils.write(body, part)
                                .then(Mono.fromCallable(() -> move(part)).subscribeOn(Schedulers.boundedElastic())),
                        SavedFile::delete)
                .onErrorMap(
                        IOException.class,
                        ex -> new ReplicateException("The file could not be saved to " + this.target + ".", ex));
    }

    private Path open() throws IOException {
        // Not a temporary file of Java's own: its rights, the owner's alone, would stay with the name of the target.
        return Files.createFile(this.target.resolveSibling("." + UUID.randomUUID() + ".part"));
    }

    private Path move(Path part) throws IOException {
        try {
            return Files.move(part, this.target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException ex) {
            return Files.move(part, this.target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Mono<Boolean> delete(Path part) {
        return Mono.fromCallable(() -> Files.deleteIfExists(part)).subscribeOn(Schedulers.boundedElastic());
    }
}
