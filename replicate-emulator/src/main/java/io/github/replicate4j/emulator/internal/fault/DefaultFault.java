/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Default {@link Fault}, which registers itself when its first effect is set.
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
        return change(() -> this.retryAfter = requireNotNegative(time));
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
        return change(() -> this.delay = requireNotNegative(time));
    }

    @Override
    public Fault resetBeforeRequestRead() {
        return ending(FaultPlan.Ending.RESET_BEFORE_REQUEST_READ);
    }

    @Override
    public Fault resetBeforeResponse() {
        return ending(FaultPlan.Ending.RESET_BEFORE_RESPONSE);
    }

    @Override
    public Fault lostResponse() {
        return ending(FaultPlan.Ending.LOST_RESPONSE);
    }

    @Override
    public Fault resetMidBody() {
        return ending(FaultPlan.Ending.RESET_MID_BODY);
    }

    @Override
    public Fault tornBody() {
        return ending(FaultPlan.Ending.TORN_BODY);
    }

    @Override
    public Fault truncatedJson() {
        return ending(FaultPlan.Ending.TRUNCATED_JSON);
    }

    @Override
    public Fault hang() {
        return ending(FaultPlan.Ending.HANG);
    }

    private Fault ending(FaultPlan.Ending ending) {
        return change(() -> this.ending = ending);
    }

    private Fault change(Runnable effect) {
        boolean first;
        synchronized (this) {
            effect.run();
            first = !this.registered;
            this.registered = true;
        }
        if (first) {
            this.registration.accept(this);
        }
        return this;
    }

    /** Return the effects in the format of the control API. */
    synchronized Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (this.status != null) {
            json.put("status", this.status);
        }
        if (this.retryAfter != null) {
            json.put("retry_after", this.retryAfter.toString());
        }
        if (!this.headers.isEmpty()) {
            json.put("headers", this.headers.toSingleValueMap());
        }
        if (this.body != null) {
            json.put("body", new String(this.body, StandardCharsets.UTF_8));
        }
        if (this.emptyBody) {
            json.put("empty_body", true);
        }
        if (!this.rewrites.isEmpty()) {
            json.put("rewrite_json", describeRewrites());
        }
        if (!this.delay.isZero()) {
            json.put("delay", this.delay.toString());
        }
        if (this.ending != FaultPlan.Ending.COMPLETE) {
            json.put("ending", this.ending.name().toLowerCase(Locale.ROOT));
        }
        Map<String, Object> events = this.stream.describe();
        if (!events.isEmpty()) {
            json.put("stream", events);
        }
        return json;
    }

    private Object describeRewrites() {
        return this.rewrites.get(0) instanceof JsonRewrite rewrite ? rewrite.describe() : "set in Java";
    }

    synchronized FaultPlan plan() {
        HttpHeaders responseHeaders = new HttpHeaders();
        responseHeaders.putAll(this.headers);
        if (this.retryAfter != null && !responseHeaders.containsHeader(HttpHeaders.RETRY_AFTER)) {
            responseHeaders.set(HttpHeaders.RETRY_AFTER, ErrorResponses.seconds(this.retryAfter));
        }
        return new FaultPlan(
                this.ending,
                this.delay,
                replacement(),
                responseHeaders,
                List.copyOf(this.rewrites),
                this.emptyBody,
                this.stream);
    }

    private @Nullable ApiResponse replacement() {
        if (this.body != null) {
            return new ApiResponse(
                    this.status == null ? 200 : this.status, new HttpHeaders(), new ResponseBody.Bytes(this.body));
        }
        return this.status == null ? null : ErrorResponses.of(this.status, this.retryAfter);
    }

    private static Duration requireNotNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("The duration must not be negative, but is " + time);
        }
        return time;
    }
}
