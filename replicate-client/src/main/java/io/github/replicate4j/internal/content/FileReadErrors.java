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

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.ReplicateException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Says why a file cannot be read, and which one.
 */
public final class FileReadErrors {

    private FileReadErrors() {}

    /** Found out before anything was sent. */
    public static IllegalArgumentException atFirst(String label, Exception failure) {
        return new IllegalArgumentException(label + " " + reason(failure), failure);
    }

    /**
     * Found out when something may have been sent. Nothing came of it: what was sent was not whole.
     *
     * <p>It is no error of the API, even if the file came from there.
     */
    public static ReplicateException inTheMiddle(String label, Throwable failure) {
        if (failure instanceof CallInterruptedException interrupted) {
            return interrupted;
        }
        if (failure instanceof ReplicateException own) {
            String said = String.valueOf(own.getMessage());
            return said.startsWith(label) ? own : new ReplicateException(label + " cannot be read: " + said, own);
        }
        String reason = failure instanceof IOException ex ? reason(ex) : "cannot be read";
        return new ReplicateException(label + " " + reason + ", though it was to be sent.", failure);
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "is not there: " + failure.getMessage();
        }
        if (failure instanceof AccessDeniedException) {
            return "must not be read by this program";
        }
        if (failure instanceof FileSystemException ex && ex.getReason() != null) {
            return ex.getReason();
        }
        return "cannot be read (" + failure.getClass().getSimpleName() + ": " + failure.getMessage() + ")";
    }
}
