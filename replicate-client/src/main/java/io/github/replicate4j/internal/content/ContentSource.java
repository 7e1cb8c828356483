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

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/**
 * Where the bytes of a file come from.
 */
public interface ContentSource {

    /** Tells how many bytes there are. It may block. */
    interface Size {

        @Nullable
        Long get() throws IOException;
    }

    /** Hands bytes out. It may block. */
    interface Opening {

        InputStream open() throws IOException;
    }

    /**
     * Returns how many bytes there are. It may block.
     *
     * @return the size, or {@code null} if only reading tells
     * @throws IOException if the file is not there or cannot be read
     */
    @Nullable
    Long size() throws IOException;

    /**
     * Reads the bytes. Whatever blocks is done apart, on a thread that may be blocked.
     *
     * @return the bytes, anew for each subscription if they can be read again
     */
    Flux<DataBuffer> read();

    /**
     * Opens the bytes for a thread that may be blocked.
     *
     * @return the bytes; whoever opens it closes it
     * @throws IOException if they cannot be read
     */
    InputStream open() throws IOException;

    /**
     * Tells whether the bytes are all there, though some may have been read.
     *
     * @return {@code false} once something that can be read only once has begun to be
     */
    boolean canBeReadAgain();

    /** Begins a call that may read the bytes. Each call ends with {@link #close()}. */
    void use();

    /**
     * Ends a call. With the last one, what was handed over to be read once is let go, whether it has been read or not. It
     * may block.
     */
    void close();
}
