/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A recorded request and its response.
 *
 * @param operation the name of the operation, or null if it is not known
 * @param request the description of the request
 * @param bodyType how the body of the response is recorded
 * @param body the JSON value, the text or the file; null if there is no body
 */
record Recording(
        Path source,
        @Nullable String operation,
        Map<String, @Nullable Object> request,
        int status,
        HttpHeaders headers,
        BodyType bodyType,
        @Nullable Object body) {

    static final int FORMAT = 1;

    String name() {
        return String.valueOf(this.source.getFileName());
    }

    /** How the body of a response is recorded. */
    enum BodyType {
        NONE,
        JSON,
        TEXT,
        FILE,
        EVENTS
    }
}
