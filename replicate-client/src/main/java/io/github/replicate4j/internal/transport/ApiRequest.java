/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.reference.ModelReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;

/**
 * The description of a request to the API, which {@link Transport} sends.
 */
public final class ApiRequest {

    private final String operation;

    private final HttpMethod method;

    private final String template;

    private final boolean idempotent;

    private final Map<String, String> headers = new LinkedHashMap<>();

    private String path;

    private @Nullable String link;

    private final Map<String, String> queryParams = new LinkedHashMap<>();

    private final Map<String, String> expected = new LinkedHashMap<>();

    private @Nullable RequestBody body;

    private @Nullable String reconcileWith;

    private @Nullable String reference;

    private Duration serverHold = Duration.ZERO;

    private @Nullable Duration timeout;

    private boolean failFastOnRateLimit;

    private IntConsumer onResponse = status -> {};

    private Runnable beforeAttempt = () -> {};

    private String subject = "";

    private String accept = MediaType.APPLICATION_JSON_VALUE;

    private ApiRequest(String operation, HttpMethod method, String template, boolean idempotent) {
        this.operation = operation;
        this.method = method;
        this.template = template;
        this.path = template;
        this.idempotent = idempotent;
    }

    /** Create a request to an endpoint for which the client has no method. */
    public static ApiRequest of(String operation, HttpMethod method, String template, boolean idempotent) {
        return new ApiRequest(operation, method, template, idempotent);
    }

    /** Create a {@code GET}, which can be retried after any failure. */
    public static ApiRequest get(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.GET, template, true);
    }

    /**
     * Create a {@code POST} that creates or changes something. It is not retried when it may have reached Replicate.
     */
    public static ApiRequest nonIdempotentPost(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.POST, template, false);
    }

    /** Create a {@code POST} that has the same effect when it is sent again, such as a cancel. */
    public static ApiRequest idempotentPost(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.POST, template, true);
    }

    /** Create a {@code DELETE}. A 404 is a success if an earlier attempt of the same call may have been processed. */
    public static ApiRequest delete(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.DELETE, template, true);
    }

    /**
     * Create a {@code PATCH}. It is not retried when it may have reached Replicate, because it could overwrite a change that
     * was made in between.
     */
    public static ApiRequest patch(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.PATCH, template, false);
    }

    public static ApiRequest query(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.valueOf("QUERY"), template, true);
    }

    /**
     * Set a variable of the path.
     *
     * @throws IllegalArgumentException if the value is blank, {@code .} or {@code ..}
     */
    public ApiRequest path(String name, String value) {
        String segment = UriUtils.encode(Arguments.segment(name, value), StandardCharsets.UTF_8);
        this.path = this.path.replace("{" + name + "}", segment);
        return this;
    }

    /** Set the variables {@code owner} and {@code name} of the path. */
    public ApiRequest path(ModelReference reference) {
        return path("owner", String.valueOf(reference.owner())).path("name", String.valueOf(reference.name()));
    }

    /**
     * Expect a value in a field of the response. A response with another value, ignoring case, belongs to another request.
     * A response without the field is accepted.
     */
    public ApiRequest expect(String field, String value) {
        this.expected.put(field, value);
        return this;
    }

    /** Set the variables {@code owner} and {@code name} of the path, and expect them in the response. */
    public ApiRequest pathAndResponse(ModelReference reference) {
        return path(reference)
                .expect("owner", String.valueOf(reference.owner()))
                .expect("name", String.valueOf(reference.name()));
    }

    /** Set the variable {@code id} of the path, and expect it in the response. */
    public ApiRequest pathAndResponse(String id) {
        return path("id", id).expect("id", id);
    }

    /**
     * Create the request for a link in the response to this request, with the same method and body. It fails if the link is
     * not a URL of the API.
     */
    public ApiRequest follow(String link) {
        ApiRequest next = new ApiRequest(this.operation, this.method, this.template, this.idempotent);
        next.path = this.path;
        next.link = link;
        next.body = this.body;
        return next;
    }

    /**
     * Set a header.
     *
     * @param name its name in lower case, as in {@link RequestHead}
     */
    public ApiRequest header(String name, String value) {
        this.headers.put(name, value);
        return this;
    }

    /** Add a query parameter. */
    public ApiRequest queryParam(String name, String value) {
        this.queryParams.put(name, value);
        return this;
    }

    /**
     * Set a JSON body.
     *
     * @throws IllegalArgumentException if the value cannot be serialized
     */
    public ApiRequest json(Object value) {
        return body(RequestBody.JsonValue.of(value));
    }

    public ApiRequest text(String text) {
        return body(new RequestBody.Bytes(MediaType.TEXT_PLAIN, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Set a body that is read while it is sent.
     *
     * @param length total number of bytes, or {@code null} if it is unknown
     * @param content the bytes; subscribed to for each attempt. A
     *     {@link io.github.replicate4j.error.ReplicateException} aborts the request and becomes its error
     * @param repeatable whether the content can be read again; if not, the request is not retried
     */
    public ApiRequest streamed(
            MediaType contentType, @Nullable Long length, Flux<DataBuffer> content, BooleanSupplier repeatable) {
        return body(new RequestBody.Streamed(contentType, length, content, repeatable));
    }

    ApiRequest accept(MediaType... types) {
        this.accept = MediaType.toString(List.of(types));
        return this;
    }

    ApiRequest body(RequestBody body) {
        this.body = body;
        return this;
    }

    /**
     * Set the operation with which a caller can find out whether this request was processed when its outcome is unknown.
     */
    public ApiRequest reconcileWith(String operation) {
        this.reconcileWith = operation;
        return this;
    }

    /** Set the reference of the application, which an exception for an unknown outcome contains. */
    public ApiRequest reference(@Nullable String reference) {
        this.reference = reference;
        return this;
    }

    /** Set how long the server may hold back its response. The timeout of an attempt is at least 15 s longer. */
    public ApiRequest serverHold(Duration hold) {
        this.serverHold = hold;
        return this;
    }

    /** Set the timeout of one attempt, unless an option of the call sets it. */
    public ApiRequest timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /** Do not retry the request after a 429. Used for polls: the poller delays all of its requests instead. */
    public ApiRequest failFastOnRateLimit() {
        this.failFastOnRateLimit = true;
        return this;
    }

    /** Set a listener for the HTTP status of each response. */
    public ApiRequest onResponse(IntConsumer onResponse) {
        this.onResponse = onResponse;
        return this;
    }

    /**
     * Set an action that runs immediately before each attempt. If it throws an exception, which should not be an
     * {@link io.github.replicate4j.error.ApiException}, the attempt is not made and the call fails with it.
     */
    public ApiRequest beforeAttempt(Runnable beforeAttempt) {
        this.beforeAttempt = beforeAttempt;
        return this;
    }

    /** Add the subject of the request to its description in error messages. */
    public ApiRequest description(String subject) {
        this.subject = " " + subject;
        return this;
    }

    /** Return the operation. */
    public String operation() {
        return this.operation;
    }

    /** Return the operation and its subject, for messages. */
    String description() {
        return this.operation + this.subject;
    }

    HttpMethod method() {
        return this.method;
    }

    /** Return the path for metrics, without ids. */
    String template() {
        return this.template;
    }

    boolean idempotent() {
        return this.idempotent;
    }

    boolean deletes() {
        return this.method.equals(HttpMethod.DELETE);
    }

    Map<String, String> headers() {
        return this.headers;
    }

    /** Return the path below the base URL. */
    public String encodedPath() {
        return this.path;
    }

    @Nullable
    String link() {
        return this.link;
    }

    String accept() {
        return this.accept;
    }

    Map<String, String> expected() {
        return this.expected;
    }

    Map<String, String> queryParams() {
        return this.queryParams;
    }

    @Nullable
    RequestBody body() {
        return this.body;
    }

    @Nullable
    String reconcileWith() {
        return this.reconcileWith;
    }

    @Nullable
    String reference() {
        return this.reference;
    }

    Duration serverHold() {
        return this.serverHold;
    }

    @Nullable
    Duration timeout() {
        return this.timeout;
    }

    Runnable beforeAttempt() {
        return this.beforeAttempt;
    }

    IntConsumer onResponse() {
        return this.onResponse;
    }

    boolean isSafeToResend(Throwable failure) {
        boolean failFast = this.failFastOnRateLimit && failure instanceof RateLimitException;
        return !failFast && (this.body == null || this.body.isSafeToResend());
    }
}
