/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.reactive;

import java.util.Objects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@link ServerResponse} that is ignored if the server has already committed a response. A server does so when the framing of a
 * body is invalid; writing another response would then be logged as an error.
 */
final class CommitTolerantServerResponse implements ServerResponse {

    private static final Log logger = LogFactory.getLog(CommitTolerantServerResponse.class);

    private final ServerResponse delegate;

    CommitTolerantServerResponse(ServerResponse delegate) {
        this.delegate = Objects.requireNonNull(delegate);
    }

    @Override
    public HttpStatusCode statusCode() {
        return this.delegate.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return this.delegate.headers();
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
        return this.delegate.cookies();
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
        return Mono.defer(() -> this.delegate.writeTo(exchange, context))
                .onErrorResume(IllegalStateException.class, ex -> {
                    logger.debug("The server has already responded to a webhook", ex);
                    return Mono.empty();
                });
    }
}
