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

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.internal.support.Arguments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;

/**
 * A request to the API, described before it is sent: built by the resources, carried out by {@link Transport}.
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

    private @Nullable RequestBody body;

    private @Nullable String reconcileWith;

    private Duration serverHold = Duration.ZERO;

    private @Nullable Duration timeout;

    private boolean cancellable;

    private boolean failFastOnRateLimit;

    private String subject = "";

    private String accept = MediaType.APPLICATION_JSON_VALUE;

    private ApiRequest(String operation, HttpMethod method, String template, boolean idempotent) {
        this.operation = operation;
        this.method = method;
        this.template = template;
        this.path = template;
        this.idempotent = idempotent;
    }

    /**
     * A request that this version of the client has no method for.
     *
     * @param operation what stands for it in messages
     * @param method HTTP method
     * @param template path with the names of its variables in braces
     * @param idempotent whether it has the same effect when it is sent again
     * @return the request
     */
    public static ApiRequest of(String operation, HttpMethod method, String template, boolean idempotent) {
        return new ApiRequest(operation, method, template, idempotent);
    }

    /**
     * A request that reads. It can be sent again whatever happened to it.
     *
     * @param operation the API operation, such as {@code predictions.get}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest get(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.GET, template, true);
    }

    /**
     * A {@code POST} that creates or changes something. It is never sent again once it may have arrived.
     *
     * @param operation the API operation, such as {@code predictions.create}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest nonIdempotentPost(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.POST, template, false);
    }

    /**
     * A {@code POST} that has the same effect when it is sent again, such as a cancel.
     *
     * @param operation the API operation, such as {@code predictions.cancel}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest idempotentPost(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.POST, template, true);
    }

    /**
     * A {@code DELETE}. What is gone stays gone, however often it is deleted: that it is no more to be found is a success,
     * if an earlier attempt may have deleted it.
     *
     * @param operation the API operation, such as {@code files.delete}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest delete(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.DELETE, template, true);
    }

    /**
     * A {@code PATCH}. It is never sent again once it may have arrived: another change may have come in between.
     *
     * @param operation the API operation, such as {@code models.update}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest patch(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.PATCH, template, false);
    }

    /**
     * A {@code QUERY}: it reads, and what it looks for stands in its body.
     *
     * @param operation the API operation, such as {@code models.search}
     * @param template path with the names of its variables in braces
     * @return the request
     */
    public static ApiRequest query(String operation, String template) {
        return new ApiRequest(operation, HttpMethod.valueOf("QUERY"), template, true);
    }

    /**
     * Fills a variable of the path.
     *
     * @param name name of the variable
     * @param value one segment; it is encoded
     * @return this request
     * @throws IllegalArgumentException if it is blank or walks up the path
     */
    public ApiRequest path(String name, String value) {
        String segment = UriUtils.encode(Arguments.segment(name, value), StandardCharsets.UTF_8);
        this.path = this.path.replace("{" + name + "}", segment);
        return this;
    }

    /**
     * Makes the request for what a link in the answer to this one leads to, if that is the API: always a {@code GET}, and
     * without a body.
     *
     * @param link absolute URL
     * @return another request of the same operation
     */
    public ApiRequest follow(String link) {
        ApiRequest next = get(this.operation, this.template);
        next.path = this.path;
        next.link = link;
        return next;
    }

    /**
     * Sets a header.
     *
     * @param name name of the header
     * @param value its value
     * @return this request
     */
    public ApiRequest header(String name, String value) {
        this.headers.put(name, value);
        return this;
    }

    /**
     * Adds a parameter behind the path.
     *
     * @param name name of the parameter
     * @param value its value, not encoded
     * @return this request
     */
    public ApiRequest queryParam(String name, String value) {
        this.queryParams.put(name, value);
        return this;
    }

    /**
     * Sets the body.
     *
     * @param value written as JSON at once
     * @return this request
     * @throws IllegalArgumentException if it cannot be written
     */
    public ApiRequest json(Object value) {
        return body(JsonBody.of(value));
    }

    /**
     * Sets the body.
     *
     * @param text sent as it is, in UTF-8
     * @return this request
     */
    public ApiRequest text(String text) {
        return body(new BytesBody(MediaType.TEXT_PLAIN, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sets a body that is read as it is sent.
     *
     * @param contentType what it is
     * @param length bytes in all, or {@code null} if that is not known
     * @param content the bytes, anew for each subscription; an error under
     *     {@link io.github.replicate4j.error.ReplicateException} breaks the request off and becomes its own
     * @param again tells whether the content can be read once more; without it, the request is not sent again
     * @return this request
     */
    public ApiRequest streamed(
            MediaType contentType, @Nullable Long length, Flux<DataBuffer> content, BooleanSupplier again) {
        return body(new StreamedBody(contentType, length, content, again));
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
     * Says where a caller finds out whether this request was carried out, should no answer tell.
     *
     * @param operation the API operation, such as {@code trainings.list}
     * @return this request
     */
    public ApiRequest reconcileWith(String operation) {
        this.reconcileWith = operation;
        return this;
    }

    /**
     * Says that the server holds its answer back for so long.
     *
     * @param hold time that comes on top of what an answer takes anyway
     * @return this request
     */
    public ApiRequest serverHold(Duration hold) {
        this.serverHold = hold;
        return this;
    }

    /**
     * Says how long one attempt may take, unless an option of the call does.
     *
     * @param timeout longer than zero
     * @return this request
     */
    public ApiRequest timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /**
     * Says that a request that is on its way may be broken off when nobody waits for it, though it must not be repeated:
     * what it may have made costs nothing.
     *
     * @return this request
     */
    public ApiRequest cancellable() {
        this.cancellable = true;
        return this;
    }

    /**
     * Says that it is asked again anyway. When Replicate turns it away with 429, it is not sent again by itself: whoever
     * asks waits, together with all that would be asked meanwhile.
     *
     * @return this request
     */
    public ApiRequest failFastOnRateLimit() {
        this.failFastOnRateLimit = true;
        return this;
    }

    /**
     * Says what this is about, for messages of errors.
     *
     * @param subject follows the name of the operation
     * @return this request
     */
    public ApiRequest description(String subject) {
        this.subject = " " + subject;
        return this;
    }

    String operation() {
        return this.operation;
    }

    /** The operation as messages name it. */
    String description() {
        return this.operation + this.subject;
    }

    HttpMethod method() {
        return this.method;
    }

    /** What stands for the path in metrics: no ids. */
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

    String encodedPath() {
        return this.path;
    }

    @Nullable
    String link() {
        return this.link;
    }

    String accept() {
        return this.accept;
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

    Duration serverHold() {
        return this.serverHold;
    }

    @Nullable
    Duration timeout() {
        return this.timeout;
    }

    /** Whether it ends at once when nobody waits for it any more. */
    boolean isCancellable() {
        return this.idempotent || this.cancellable;
    }

    boolean isSafeToResend(Throwable failure) {
        boolean waitsWithOthers = this.failFastOnRateLimit && failure instanceof RateLimitException;
        return !waitsWithOthers && (this.body == null || this.body.isSafeToResend());
    }
}
