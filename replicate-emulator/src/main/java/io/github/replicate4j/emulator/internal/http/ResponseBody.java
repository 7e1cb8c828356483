/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import io.github.replicate4j.emulator.internal.stream.EventEncoder;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response.
 */
public sealed interface ResponseBody {

    /** Return the complete body if it is in memory, at most the first MiB of a file, or the greeting of an event stream. */
    byte[] prefix();

    /** Return the length in bytes. The length of an event stream is not known, so only the greeting counts. */
    long length();

    /** A body in memory. */
    public record Bytes(byte[] prefix) implements ResponseBody {

        @Override
        public long length() {
            return this.prefix.length;
        }
    }

    /** A body on disk. */
    public record Stored(Path file, long length) implements ResponseBody {

        private static final int MAX_PREFIX = 1 << 20;

        @Override
        public byte[] prefix() {
            try (InputStream in = Files.newInputStream(this.file)) {
                return in.readNBytes(MAX_PREFIX);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

    /**
     * A body that sends events as they happen.
     *
     * @param lastEventId the id of the event before the first one to send, or null to send all
     * @param data converts the data of each event
     */
    public record Events(EventLog log, @Nullable String lastEventId, UnaryOperator<String> data)
            implements ResponseBody {

        @Override
        public byte[] prefix() {
            return EventEncoder.GREETING.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public long length() {
            return EventEncoder.GREETING.length();
        }
    }
}
