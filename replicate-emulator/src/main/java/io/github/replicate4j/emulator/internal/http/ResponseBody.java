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

package io.github.replicate4j.emulator.internal.http;

import io.github.replicate4j.emulator.internal.stream.EventEncoder;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What follows the head of an answer. */
public sealed interface ResponseBody {

    /** What comes first, so much of it as fits into memory. */
    byte[] beginning();

    /** How many bytes it has, as far as that is known. */
    long length();

    /** A body in memory. */
    public record Bytes(byte[] beginning) implements ResponseBody {

        @Override
        public long length() {
            return this.beginning.length;
        }
    }

    /** A body on the disk. */
    public record Stored(Path file, long length) implements ResponseBody {

        private static final int READ = 1 << 20;

        @Override
        public byte[] beginning() {
            try (InputStream in = Files.newInputStream(this.file)) {
                return in.readNBytes(READ);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A body that is written while things happen, from the event on that follows the last one known. */
    public record Events(EventLog log, @Nullable String lastEventId) implements ResponseBody {

        @Override
        public byte[] beginning() {
            return EventEncoder.GREETING.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public long length() {
            return EventEncoder.GREETING.length();
        }
    }
}
