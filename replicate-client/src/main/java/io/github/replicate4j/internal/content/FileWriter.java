/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.support.Redaction;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Writes a file that appears under its name only when it is complete.
 */
public final class FileWriter {

    private static final int MAX_NUMBER = 10_000;

    private final Path target;

    private final String name;

    /**
     * Create a writer.
     *
     * @param target the file, which is replaced if it exists, except for its permissions and symbolic links to it; or an
     *     existing folder, in which no file is replaced
     * @param name safe name of the file if the target is a folder
     */
    public FileWriter(Path target, String name) {
        this.target = target.toAbsolutePath();
        this.name = name;
    }

    /**
     * Write the file.
     *
     * @param body its content; the buffers are released
     */
    public Mono<Path> write(Flux<DataBuffer> body) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> new PartialFile(this.target)),
                part -> blocking(part::create)
                        .flatMap(file -> write(body, file).then(blocking(() -> publish(file, part))))
                        .onErrorMap(IOException.class, ex -> notSaved(ex, part)),
                part -> blocking(part::delete));
    }

    private ReplicateException notSaved(IOException failure, PartialFile part) {
        return new ReplicateException(
                "The file could not be saved to " + this.target + ": " + reason(failure, part) + ".", failure);
    }

    private static String reason(IOException failure, PartialFile part) {
        Path folder = part.folder();
        if (failure instanceof NoSuchFileException && folder != null && !Files.isDirectory(folder)) {
            return "its folder does not exist; create the folder first";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException ex) {
            String reason = ex.getReason();
            return reason == null ? ex.getClass().getSimpleName() : Redaction.of(reason);
        }
        return Redaction.ofMessage(failure);
    }

    /** {@link DataBufferUtils} does not cancel the body when writing is cancelled, so the connection would stay open. */
    private static Mono<Void> write(Flux<DataBuffer> body, Path file) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> cancelled = Sinks.empty();
            return DataBufferUtils.write(body.takeUntilOther(cancelled.asMono()), file, StandardOpenOption.WRITE)
                    .doOnCancel(cancelled::tryEmitEmpty);
        });
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private Path publish(Path part, PartialFile file) throws IOException {
        if (!file.inFolder()) {
            file.copyPermissions();
            move(part, file.place());
            return this.target;
        }
        Path place = newName();
        try {
            return move(part, place);
        } catch (IOException ex) {
            Files.deleteIfExists(place);
            throw ex;
        }
    }

    /** Reserves the name with an empty file, so that two concurrent writers do not choose the same name. */
    private Path newName() throws IOException {
        for (int number = 1; number < MAX_NUMBER; number++) {
            try {
                return Files.createFile(inTarget(FileName.numbered(this.name, number)));
            } catch (FileAlreadyExistsException ex) {
                // Try the next number.
            }
        }
        throw new FileAlreadyExistsException(this.name);
    }

    /** Replaces non-ASCII letters if the locale of the system cannot encode them, as in a minimal container. */
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
