/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.fault;

import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.stream.DefaultStreamFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The effects of a fault on one request.
 *
 * @param replacement the response that replaces that of the operation, or null
 */
public record FaultPlan(
        Ending ending,
        Duration delay,
        @Nullable ApiResponse replacement,
        HttpHeaders headers,
        List<Consumer<Map<String, Object>>> rewrites,
        boolean emptyBody,
        DefaultStreamFault stream) {

    public static final FaultPlan NONE = new FaultPlan(
            Ending.COMPLETE, Duration.ZERO, null, new HttpHeaders(), List.of(), false, new DefaultStreamFault());

    /** How the exchange ends. */
    public enum Ending {
        COMPLETE,
        TRUNCATED_JSON,
        RESET_BEFORE_REQUEST_READ,
        RESET_BEFORE_RESPONSE,
        LOST_RESPONSE,
        RESET_MID_BODY,
        TORN_BODY,
        HANG;

        /** Return whether the client receives at least the status. */
        public boolean sendsStatus() {
            return this == COMPLETE || this == TRUNCATED_JSON || this == RESET_MID_BODY || this == TORN_BODY;
        }
    }

    public boolean executesOperation() {
        return this.replacement == null
                && this.ending != Ending.RESET_BEFORE_REQUEST_READ
                && this.ending != Ending.RESET_BEFORE_RESPONSE
                && this.ending != Ending.HANG;
    }

    public ApiResponse apply(ApiResponse response) {
        ApiResponse changed = response;
        if (!this.rewrites.isEmpty() && response.isJsonObject()) {
            Map<String, Object> object = Json.readObject(response.body());
            if (object != null) {
                this.rewrites.forEach(rewrite -> rewrite.accept(object));
                changed = changed.withBody(Json.write(object));
            }
        }
        for (String name : this.headers.headerNames()) {
            changed = changed.withHeader(name, String.join(",", this.headers.getOrEmpty(name)));
        }
        if (this.emptyBody) {
            changed = changed.withBody(new byte[0]);
        }
        return this.ending == Ending.TRUNCATED_JSON ? changed.withBody(firstHalf(changed.body())) : changed;
    }

    public static byte[] firstHalf(byte[] body) {
        return Arrays.copyOf(body, body.length / 2);
    }
}
