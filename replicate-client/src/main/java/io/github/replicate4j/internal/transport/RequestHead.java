/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.support.Redaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriUtils;

/**
 * The URL, API token and headers of one attempt.
 *
 * @param request the request
 * @param settings settings of the client
 * @param options options of the call
 * @param target URL
 * @param token API token, sent only if the target is the API
 */
record RequestHead(ApiRequest request, TransportSettings settings, RequestOptions options, URI target, String token) {

    /** The attribute in which {@link WebClient} keeps the URI template for metrics. */
    private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

    private static final String REPLICATE_TOKEN_PREFIX = "r8_";

    // Names in lower case, as in HTTP/2: Spring converts all others whenever it reads or copies them.

    private static final String ACCEPT = "accept";

    private static final String AUTHORIZATION = "authorization";

    private static final String CACHE_CONTROL = "cache-control";

    private static final String USER_AGENT = "user-agent";

    static RequestHead of(ApiRequest request, TransportSettings settings, RequestOptions options) {
        URI target = target(request, settings, options);
        String token = options.bearerToken() != null
                ? options.bearerToken()
                : settings.token().current();
        if (settings.baseUrl().isUnencrypted() && token.startsWith(REPLICATE_TOKEN_PREFIX)) {
            throw new ReplicateException(
                    request.description()
                            + " was not sent: it would expose an API token of Replicate over plain http to "
                            + target.getHost() + ". Use another token for an emulator.",
                    null);
        }
        return new RequestHead(request, settings, options, target, token);
    }

    WebClient.RequestHeadersSpec<?> prepare(WebClient webClient, RequestWriteState writeState) {
        WebClient.RequestBodySpec spec = webClient
                .method(this.request.method())
                .uri(this.target)
                .attribute(URI_TEMPLATE, this.request.template())
                .headers(this::addTo)
                .httpRequest(connected -> writeState.onStart());
        RequestBody body = this.request.body();
        return body == null
                ? spec.httpRequest(connected -> writeState.onLastByte())
                : body.with(this.options.bodyProperties()).into(spec, writeState::onLastByte);
    }

    private void addTo(HttpHeaders headers) {
        headers.set(ACCEPT, this.request.accept());
        headers.set(USER_AGENT, TransportSettings.USER_AGENT);
        if (this.request.method().equals(HttpMethod.GET)) {
            headers.set(CACHE_CONTROL, "no-store");
        }
        defaultHeaders(this.settings, this.options).forEach(headers::set);
        this.request.headers().forEach(headers::set);
        this.options.headers().forEach(headers::set);
        if (this.settings.baseUrl().isOriginOf(this.target)) {
            headers.set(AUTHORIZATION, "Bearer " + this.token);
        }
    }

    /** Return the default headers of the client that the options do not take back. */
    static Map<String, String> defaultHeaders(TransportSettings settings, RequestOptions options) {
        Map<String, String> headers = new LinkedHashMap<>(settings.defaultHeaders());
        headers.keySet().removeIf(name -> options.withoutHeaders().contains(name.toLowerCase(Locale.ROOT)));
        return headers;
    }

    static URI target(ApiRequest request, TransportSettings settings, RequestOptions options) {
        String link = request.link();
        if (link == null) {
            return settings.baseUrl().append(request.encodedPath() + query(request, options));
        }
        URI resolved = settings.baseUrl().resolveLink(link);
        if (resolved == null) {
            throw new ApiResponseValidationException(
                    "The response to " + request.operation()
                            + " contains a link to another host than the API, or an invalid link: "
                            + Redaction.of(link) + ". It was not followed.",
                    null,
                    request.operation(),
                    200,
                    HttpHeaders.EMPTY,
                    "");
        }
        return resolved;
    }

    private static String query(ApiRequest request, RequestOptions options) {
        Map<String, String> parameters = new LinkedHashMap<>(request.queryParams());
        parameters.putAll(options.queryParams());
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(UriUtils.encode(parameter.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    /** Return a description without the token. */
    @Override
    public String toString() {
        return "RequestHead[" + this.request.operation() + "]";
    }
}
