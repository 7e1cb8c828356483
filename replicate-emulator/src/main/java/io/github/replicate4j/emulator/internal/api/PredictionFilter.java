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

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Selects the predictions of a list.
 *
 * @param webOnly whether to return only predictions created on the website, of which the emulator has none
 */
record PredictionFilter(@Nullable Instant after, @Nullable Instant before, boolean webOnly) {

    static PredictionFilter read(ReceivedRequest request) {
        String source = request.query("source");
        if (source != null && !source.equals("web")) {
            throw ApiException.unprocessable("- source: only 'web' is supported\n");
        }
        return new PredictionFilter(time(request, "created_after"), time(request, "created_before"), source != null);
    }

    boolean matches(PredictionRun run) {
        return !this.webOnly
                && (this.after == null || !run.createdAt().isBefore(this.after))
                && (this.before == null || run.createdAt().isBefore(this.before));
    }

    private static @Nullable Instant time(ReceivedRequest request, String name) {
        String text = request.query(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException ex) {
            throw ApiException.unprocessable(
                    "- " + name + ": '" + text + "' is not an ISO 8601 date and time with a zone\n");
        }
    }
}
