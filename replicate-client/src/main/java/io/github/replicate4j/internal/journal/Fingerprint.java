/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.journal;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.support.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fingerprints of requests and inputs. Equal JSON has the same fingerprint, whatever the order of its fields. */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * Return the fingerprint of a request, without its webhook.
     *
     * @param path path of the request
     * @param body fields of the body
     * @return SHA-256 in 64 hexadecimal digits
     * @throws IllegalArgumentException if the body cannot be written as JSON
     */
    public static String of(String path, Map<String, ? extends @Nullable Object> body) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(body);
        fields.remove("webhook");
        fields.remove("webhook_events_filter");
        return Sha256.of(path + "\n" + Json.canonical(fields));
    }

    /**
     * Return the fingerprint of an input, as it is sent or as a prediction returns it.
     *
     * @param input the input, or {@code null} if there is none
     * @return SHA-256 in 64 hexadecimal digits
     * @throws IllegalArgumentException if the input cannot be written as JSON
     */
    public static String ofInput(@Nullable Object input) {
        return Sha256.of(Json.canonical(input == null ? Map.of() : input));
    }
}
