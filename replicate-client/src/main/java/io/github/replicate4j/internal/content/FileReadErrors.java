/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.support.Redaction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Creates exceptions that name a file that cannot be read, and the reason.
 */
public final class FileReadErrors {

    static final String NOT_READABLE = "is not readable: permission denied";

    private FileReadErrors() {}

    /** Create the exception for a file that cannot be read, before anything was sent. */
    public static IllegalArgumentException beforeSending(String label, Exception failure) {
        return new IllegalArgumentException(label + " " + reason(failure), failure);
    }

    /**
     * Create the exception for a file that could not be read completely, when a part of it may have been sent. Nothing was
     * created, because the request was incomplete. It is not an API error, even if the file itself came from the API.
     */
    public static ReplicateException whileSending(String label, Throwable failure) {
        if (failure instanceof CallInterruptedException interrupted) {
            return interrupted;
        }
        if (failure instanceof ReplicateException own) {
            String message = String.valueOf(own.getMessage());
            return message.startsWith(label) ? own : new ReplicateException(label + " cannot be read: " + message, own);
        }
        String reason = failure instanceof IOException ex ? reason(ex) : "cannot be read";
        return new ReplicateException(label + " " + reason + ". It was not sent completely.", failure);
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "does not exist: " + Redaction.ofMessage(failure);
        }
        if (failure instanceof AccessDeniedException) {
            return NOT_READABLE;
        }
        if (failure instanceof FileSystemException ex && ex.getReason() != null) {
            return ex.getReason();
        }
        return "cannot be read (" + failure.getClass().getSimpleName() + ": " + Redaction.ofMessage(failure) + ")";
    }
}
