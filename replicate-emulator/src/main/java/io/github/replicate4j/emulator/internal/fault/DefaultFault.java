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

package io.github.replicate4j.emulator.internal.fault;

import io.github.replicate4j.emulator.fault.Fault;
import io.github.replicate4j.emulator.fault.StreamFault;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ResponseBody;
import io.github.replicate4j.emulator.internal.stream.DefaultStreamFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Collects the effects of a fault, and registers the fault when the first effect is set.
 */
final class DefaultFault implements Fault {

    private final Consumer<DefaultFault> registration;

    private final List<Consumer<Map<String, Object>>> rewrites = new ArrayList<>();

    private final HttpHeaders headers = new HttpHeaders();

    private final DefaultStreamFault stream = new DefaultStreamFault();

    private boolean registered;

    private Duration delay = Duration.ZERO;

    private FaultPlan.Ending ending = FaultPlan.Ending.COMPLETE;

    private @Nullable Integer status;

    private @Nullable Duration retryAfter;

    private byte @Nullable [] body;

    private boolean emptyBody;

    DefaultFault(Consumer<DefaultFault> registration) {
        this.registration = registration;
    }

    @Override
    public Fault status(int code) {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException(code + " is not a valid response status: use 200 to 599");
        }
        return change(() -> this.status = code);
    }

    @Override
    public Fault retryAfter(Duration time) {
        return change(() -> this.retryAfter = notNegative(time));
    }

    @Override
    public Fault header(String name, String value) {
        return change(() -> this.headers.set(name, value));
    }

    @Override
    public Fault body(String contentType, String text) {
        return change(() -> {
            this.headers.set(HttpHeaders.CONTENT_TYPE, contentType);
            this.body = text.getBytes(StandardCharsets.UTF_8);
        });
    }

    @Override
    public Fault emptyBody() {
        return change(() -> this.emptyBody = true);
    }

    @Override
    public Fault rewriteJson(Consumer<Map<String, Object>> rewrite) {
        return change(() -> this.rewrites.add(rewrite));
    }

    @Override
    public Fault stream(Consumer<StreamFault> effects) {
        return change(() -> effects.accept(this.stream));
    }

    @Override
    public Fault delay(Duration time) {
        return change(() -> this.delay = notNegative(time));
    }

    @Override
    public Fault resetBeforeRequestRead() {
        return end(FaultPlan.Ending.RESET_BEFORE_REQUEST_READ);
    }

    @Override
    public Fault resetBeforeResponse() {
        return end(FaultPlan.Ending.RESET_BEFORE_RESPONSE);
    }

    @Override
    public Fault lostResponse() {
        return end(FaultPlan.Ending.LOST_RESPONSE);
    }

    @Override
    public Fault resetMidBody() {
        return end(FaultPlan.Ending.RESET_MID_BODY);
    }

    @Override
    public Fault tornBody() {
        return end(FaultPlan.Ending.TORN_BODY);
    }

    @Override
    public Fault truncatedJson() {
        return end(FaultPlan.Ending.TRUNCATED_JSON);
    }

    @Override
    public Fault hang() {
        return end(FaultPlan.Ending.HANG);
    }

    private Fault end(FaultPlan.Ending with) {
        return change(() -> this.ending = with);
    }

    private Fault change(Runnable change) {
        boolean first;
        synchronized (this) {
            change.run();
            first = !this.registered;
            this.registered = true;
        }
        if (first) {
            this.registration.accept(this);
        }
        return this;
    }

    synchronized FaultPlan plan() {
        HttpHeaders all = new HttpHeaders();
        all.putAll(this.headers);
        if (this.retryAfter != null && !all.containsHeader(HttpHeaders.RETRY_AFTER)) {
            all.set(HttpHeaders.RETRY_AFTER, ErrorResponses.seconds(this.retryAfter));
        }
        return new FaultPlan(
                this.ending, this.delay, replacement(), all, List.copyOf(this.rewrites), this.emptyBody, this.stream);
    }

    private @Nullable ApiResponse replacement() {
        if (this.body != null) {
            return new ApiResponse(
                    this.status == null ? 200 : this.status, new HttpHeaders(), new ResponseBody.Bytes(this.body));
        }
        return this.status == null ? null : ErrorResponses.of(this.status, this.retryAfter);
    }

    private static Duration notNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("The duration must not be negative, but is " + time);
        }
        return time;
    }
}
