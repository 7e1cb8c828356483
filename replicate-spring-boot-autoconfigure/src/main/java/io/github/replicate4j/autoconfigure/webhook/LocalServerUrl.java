/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * URL at which Replicate or the emulator can reach the web server of this application if no public URL is configured.
 *
 * @since 0.1.0
 */
public interface LocalServerUrl {

    /**
     * Return the URL.
     *
     * @return URL without a path, or {@code null} if Replicate or the emulator cannot reach the server
     */
    @Nullable
    URI get();
}
