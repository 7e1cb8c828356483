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

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.support.Redaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriUtils;

/**
 * Where one sending of a request goes, and with which token and headers.
 *
 * @param request what is sent
 * @param settings what the client is set to
 * @param options what this call is set to
 * @param target where to
 * @param token the token to send, if the target is the API
 */
record RequestHead(ApiRequest request, TransportSettings settings, RequestOptions options, URI target, String token) {

    /** The name under which {@link WebClient} itself keeps the path with its variables, for metrics. */
    private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

    static RequestHead of(ApiRequest request, TransportSettings settings, RequestOptions options) {
        TokenSource token = options.token() != null ? options.token() : settings.token();
        return new RequestHead(request, settings, options, target(request, settings, options), token.current());
    }

    WebClient.RequestHeadersSpec<?> on(WebClient webClient, RequestWriteState sending) {
        WebClient.RequestBodySpec spec = webClient
                .method(this.request.method())
                .uri(this.target)
                .attribute(URI_TEMPLATE, this.request.template())
                .headers(this::addTo)
                .httpRequest(connected -> sending.begin());
        RequestBody body = this.request.body();
        return body == null ? spec : body.with(this.options.bodyProperties()).into(spec);
    }

    private void addTo(HttpHeaders headers) {
        headers.set(HttpHeaders.ACCEPT, this.request.accept());
        headers.set(HttpHeaders.USER_AGENT, UserAgent.VALUE);
        if (this.request.method().equals(HttpMethod.GET)) {
            headers.setCacheControl("no-store");
        }
        this.settings.defaultHeaders().forEach(headers::set);
        this.request.headers().forEach(headers::set);
        this.options.headers().forEach(headers::set);
        if (this.settings.baseUrl().isOriginOf(this.target)) {
            headers.setBearerAuth(this.token);
        }
    }

    static URI target(ApiRequest request, TransportSettings settings, RequestOptions options) {
        String link = request.link();
        if (link == null) {
            return settings.baseUrl().append(request.encodedPath() + query(request, options));
        }
        URI mended = settings.baseUrl().mend(link);
        if (mended == null) {
            throw new ApiResponseValidationException(
                    "The answer to " + request.operation() + " links to another host than the API, or to nowhere: "
                            + Redaction.of(link) + ". It was not followed.",
                    null,
                    request.operation(),
                    200,
                    HttpHeaders.EMPTY,
                    "");
        }
        return mended;
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

    /** Not the token. */
    @Override
    public String toString() {
        return "RequestHead[" + this.request.operation() + "]";
    }
}
