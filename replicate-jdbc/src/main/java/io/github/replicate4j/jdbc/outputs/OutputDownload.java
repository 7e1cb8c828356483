/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** Download of one file to a temporary one. Only a small part of the content is in memory. */
final class OutputDownload {

    private static final Log logger = LogFactory.getLog(OutputDownload.class);

    /** Statuses 407, 408, 425 and 429: the same request may succeed later. */
    private static final Set<Integer> TEMPORARY_STATUSES = Set.of(407, 408, 425, 429);

    private static final int BUFFER_SIZE = 64 * 1024;

    private final FileOutput file;

    private final String description;

    private final long maxSize;

    private final BooleanSupplier reserved;

    /**
     * Create a download.
     *
     * @param description description of the file for messages
     * @param reserved returns whether to continue
     */
    OutputDownload(FileOutput file, String description, long maxSize, BooleanSupplier reserved) {
        this.file = file;
        this.description = description;
        this.maxSize = maxSize;
        this.reserved = reserved;
    }

    /**
     * Download the file.
     *
     * @return why there is no complete file, or that there is one
     * @throws OutputStorageException if the file is too large, or cannot be written
     * @throws io.github.replicate4j.error.ReplicateException if the download fails, or its length is not the announced one
     */
    Result to(Path target) {
        try (OutputStream out = Files.newOutputStream(target);
                InputStream body = this.file.body()) {
            byte[] buffer = new byte[BUFFER_SIZE];
            long size = 0;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                if (!this.reserved.getAsBoolean()) {
                    return Result.LOST;
                }
                size += count;
                if (size > this.maxSize) {
                    throw new OutputStorageException(
                            this.description + " is larger than the maximum of " + this.maxSize
                                    + " bytes. Raise replicate.inbox.outputs.max-file-size, and replay the completion",
                            null,
                            false);
                }
                out.write(buffer, 0, count);
            }
            return Result.COMPLETE;
        } catch (ApiResponseValidationException ex) {
            throw new OutputStorageException(
                    this.description
                            + " is larger than the client downloads. Raise replicate.files.max-download-size and,"
                            + " if necessary, replicate.inbox.outputs.max-file-size. Then replay the completion",
                    ex,
                    false);
        } catch (ReplicateException ex) {
            if (isUnreadable(ex)) {
                logger.debug(this.description + " cannot be read", ex);
                return Result.MISSING;
            }
            throw ex;
        } catch (IOException ex) {
            throw notWritten(this.description, target.getParent(), ex);
        }
    }

    /** Return whether another attempt fails as well: the output of a model can contain any URL. */
    private boolean isUnreadable(ReplicateException failure) {
        if (failure instanceof ApiStatusException ex) {
            return HttpStatusCode.valueOf(ex.statusCode()).is4xxClientError()
                    && !TEMPORARY_STATUSES.contains(ex.statusCode());
        }
        return RetainedFiles.isData(this.file) && !(failure instanceof CallInterruptedException);
    }

    static OutputStorageException notWritten(String description, @Nullable Path folder, IOException failure) {
        return new OutputStorageException(
                description + " could not be downloaded to the folder " + folder
                        + ". Check that it exists, its free space and its permissions",
                failure,
                true);
    }

    /** How a download has ended. */
    enum Result {

        /** The file is complete. */
        COMPLETE,

        /** The file cannot be read, usually because Replicate has deleted it. */
        MISSING,

        /** This instance may not continue. */
        LOST
    }
}
