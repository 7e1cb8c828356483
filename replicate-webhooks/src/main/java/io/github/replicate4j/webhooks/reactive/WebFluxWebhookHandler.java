/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.reactive;

import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.webhooks.BodyRejectedException;
import io.github.replicate4j.webhooks.WebhookBody;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookRequestHeaders;
import io.github.replicate4j.webhooks.WebhookResponse;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Receives webhooks in Spring WebFlux. Listeners may block, so they are called on {@link Schedulers#boundedElastic()}.
 *
 * @since 0.1.0
 */
public final class WebFluxWebhookHandler {

    private static final Log logger = LogFactory.getLog(WebFluxWebhookHandler.class);

    private final WebhookReceiver receiver;

    /**
     * Create a handler.
     *
     * @param receiver verifies and publishes the webhooks
     */
    public WebFluxWebhookHandler(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Return the routes for a path: {@code POST} receives webhooks, and other methods are not allowed.
     *
     * @param path path of the endpoint
     * @return the routes
     */
    public RouterFunction<ServerResponse> routes(WebhookPath path) {
        return RouterFunctions.route()
                .POST(path.value(), this::handle)
                .route(RequestPredicates.path(path.value()), request -> methodNotAllowed())
                .build();
    }

    Mono<ServerResponse> handle(ServerRequest request) {
        ServerHttpRequest httpRequest = request.exchange().getRequest();
        WebhookRequestHeaders headers = new WebhookRequestHeaders(
                httpRequest.getHeaders(),
                httpRequest.getHeaders().getContentLength(),
                httpRequest.getURI().getRawQuery());
        return Mono.deferContextual(context -> {
                    WebhookResponse rejection = withObservation(context, () -> this.receiver.checkHeaders(headers));
                    return rejection != null ? Mono.just(rejection) : receive(headers, httpRequest);
                })
                .flatMap(WebFluxWebhookHandler::response);
    }

    private Mono<WebhookResponse> receive(WebhookRequestHeaders headers, ServerHttpRequest request) {
        WebhookBody body = this.receiver.newBody();
        return request.getBody()
                .doOnNext(buffer -> append(buffer, body))
                .then()
                // Mono.timeout would schedule a timer for each body; this operator shares one.
                .transform(new CallTimeout(body.timeout())::apply)
                .doOnError(failure -> body.close())
                .doOnCancel(body::close)
                .then(receive(headers, body))
                .onErrorResume(TimeoutException.class, ex -> reject(WebhookResponse.TOO_SLOW))
                .onErrorResume(BodyRejectedException.class, ex -> reject(ex.response()))
                .onErrorResume(failure -> reject(WebhookResponse.MALFORMED));
    }

    private static void append(DataBuffer buffer, WebhookBody body) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            body.append(bytes, bytes.length);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** Process a complete body. The inner subscription is separate, so that a disconnecting sender does not interrupt listeners. */
    private Mono<WebhookResponse> receive(WebhookRequestHeaders headers, WebhookBody body) {
        return Mono.create(sender -> Mono.fromCallable(() -> withObservation(sender.contextView(), () -> {
                    try (body) {
                        return this.receiver.receive(headers, body.bytes());
                    }
                }))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(failure -> body.close())
                .onErrorResume(failure -> {
                    logger.error("A webhook could not be received", failure);
                    return reject(WebhookResponse.UNAVAILABLE);
                })
                .contextWrite(sender.contextView())
                .subscribe(sender::success, sender::error));
    }

    private Mono<WebhookResponse> reject(WebhookResponse response) {
        return Mono.deferContextual(
                context -> Mono.just(withObservation(context, () -> this.receiver.reject(response))));
    }

    /** Make the observation of the request, which is in the reactive context, the current one on this thread. */
    private static <T extends @Nullable WebhookResponse> T withObservation(ContextView context, Supplier<T> work) {
        return SafeObservation.within(context.getOrDefault(ObservationThreadLocalAccessor.KEY, null), work);
    }

    private static Mono<ServerResponse> methodNotAllowed() {
        return ServerResponse.status(WebhookResponse.METHOD_NOT_ALLOWED.status())
                .allow(HttpMethod.POST)
                .build();
    }

    private static Mono<ServerResponse> response(WebhookResponse response) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(response.status());
        Duration retryAfter = response.retryAfter();
        if (retryAfter != null) {
            builder.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
        return builder.build().map(CommitTolerantServerResponse::new);
    }
}
