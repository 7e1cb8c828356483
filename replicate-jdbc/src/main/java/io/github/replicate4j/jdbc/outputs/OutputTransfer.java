/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Downloads the files of one completion to temporary ones and passes them to the store. */
final class OutputTransfer {

    private static final Log logger = LogFactory.getLog(OutputTransfer.class);

    /** Replicate deletes files then. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** A host of files may not find a new file for a moment. */
    private static final int ATTEMPTS_TO_FIND_NEW_FILES = 3;

    private final OutputStore store;

    private final long maxFileSize;

    private final PredictionCompletedEvent event;

    private final int attempt;

    OutputTransfer(OutputStore store, long maxFileSize, PredictionCompletedEvent event, int attempt) {
        this.store = store;
        this.maxFileSize = maxFileSize;
        this.event = event;
        this.attempt = attempt;
    }

    /**
     * Store a file.
     *
     * @param reserved returns whether to continue
     * @return the stored file, or {@code null} if it cannot be read, or if it is not reserved any more
     */
    @Nullable
    StoredOutput store(RetainedFiles.Entry entry, BooleanSupplier reserved) {
        Prediction prediction = this.event.prediction();
        String description = "File " + entry.index() + " of the output of prediction " + prediction.id();
        Path temporary = temporaryFile(description);
        try {
            OutputDownload.Result result =
                    new OutputDownload(entry.file(), description, this.maxFileSize, reserved).to(temporary);
            if (result == OutputDownload.Result.COMPLETE) {
                return passToStore(entry, temporary, description);
            }
            if (result == OutputDownload.Result.MISSING
                    && isNew(prediction)
                    && this.attempt < ATTEMPTS_TO_FIND_NEW_FILES) {
                throw new OutputStorageException(
                        description + " cannot be read, although the prediction has just completed", null, true);
            }
            return null;
        } finally {
            delete(temporary);
        }
    }

    private static boolean isNew(Prediction prediction) {
        Instant completedAt = prediction.completedAt();
        return completedAt != null && Instant.now().isBefore(completedAt.plus(LIFETIME));
    }

    private Path temporaryFile(String description) {
        Path folder = this.store.downloadFolder();
        try {
            return Files.createTempFile(folder, "replicate-", ".part");
        } catch (IOException ex) {
            throw OutputDownload.notWritten(description, folder, ex);
        }
    }

    private StoredOutput passToStore(RetainedFiles.Entry entry, Path temporary, String description) {
        String key = OutputKeys.key(this.event.prediction().id(), entry.index(), entry.file());
        String contentType = entry.file().contentType().toString();
        try {
            long size = Files.size(temporary);
            URI location = this.store.store(new OutputFile(
                    key, temporary, size, contentType, entry.file().filename(), this.event));
            return new StoredOutput(entry.index(), key, location, contentType, size);
        } catch (IOException ex) {
            throw new OutputStorageException(description + " could not be stored by " + this.store, ex, true);
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException ex) {
            logger.debug("The temporary file " + temporary + " could not be deleted", ex);
        }
    }
}
