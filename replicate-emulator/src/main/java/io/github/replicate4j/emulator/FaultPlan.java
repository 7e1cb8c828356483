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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.Json;
import io.github.replicate4j.emulator.stream.StreamFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What goes wrong with one request, all put together.
 *
 * @param replacement the answer in place of the operation's own, if there is to be one
 */
record FaultPlan(
        Ending ending,
        Duration delay,
        @Nullable Answer replacement,
        HttpHeaders headers,
        List<Consumer<Map<String, Object>>> rewrites,
        boolean emptyBody,
        StreamFault stream) {

    /** Nothing goes wrong. */
    static final FaultPlan NONE =
            new FaultPlan(Ending.COMPLETE, Duration.ZERO, null, new HttpHeaders(), List.of(), false, new StreamFault());

    /** How the exchange ends. */
    enum Ending {
        COMPLETE,
        TRUNCATED_JSON,
        RESET_BEFORE_REQUEST_READ,
        RESET_BEFORE_RESPONSE,
        LOST_RESPONSE,
        RESET_MID_BODY,
        TORN_BODY,
        HANG;

        /** Whether the client gets to see at least the status. */
        boolean answers() {
            return this == COMPLETE || this == TRUNCATED_JSON || this == RESET_MID_BODY || this == TORN_BODY;
        }
    }

    boolean carriesOut() {
        return this.replacement == null
                && this.ending != Ending.RESET_BEFORE_REQUEST_READ
                && this.ending != Ending.RESET_BEFORE_RESPONSE
                && this.ending != Ending.HANG;
    }

    /** Does to an answer all but breaking the connection. */
    Answer spoil(Answer answer) {
        Answer spoiled = answer;
        if (!this.rewrites.isEmpty() && answer.isJsonObject()) {
            Map<String, Object> object = Json.readObject(answer.body());
            if (object != null) {
                this.rewrites.forEach(rewrite -> rewrite.accept(object));
                spoiled = spoiled.withBody(Json.write(object));
            }
        }
        for (String name : this.headers.headerNames()) {
            spoiled = spoiled.withHeader(name, String.join(",", this.headers.getOrEmpty(name)));
        }
        if (this.emptyBody) {
            spoiled = spoiled.withBody(new byte[0]);
        }
        return this.ending == Ending.TRUNCATED_JSON ? spoiled.withBody(half(spoiled.body())) : spoiled;
    }

    static byte[] half(byte[] body) {
        return Arrays.copyOf(body, body.length / 2);
    }
}
