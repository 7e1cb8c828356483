/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.reactive;

import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.webhooks.WebhookBody;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookRequestHeaders;
import io.github.replicate4j.webhooks.WebhookResponse;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Receives webhooks in Spring WebFlux. Only {@code POST} requests are allowed. The handler emits no error, but responds to all
 * failures itself: the error handling of the application would respond differently. Register the handler with a handler mapping
 * of its own.
 *
 * <p>The server closes the connection with the response to a rejected request, and does not read the rest of its body. The sender of
 * a large body may therefore see a reset connection instead of the response.
 *
 * @since 0.1.0
 */
public final class WebFluxWebhookHandler implements WebHandler {

    private static final Log logger = LogFactory.getLog(WebFluxWebhookHandler.class);

    private final WebhookReceiver receiver;

    private final Executor executor;

    /**
     * Create a handler.
     *
     * @param receiver verifies and publishes the webhooks
     * @param executor calls the listeners, which may block. While it rejects tasks, the response is 503, and Replicate delivers
     *     completions again
     */
    public WebFluxWebhookHandler(WebhookReceiver receiver, Executor executor) {
        this.receiver = receiver;
        this.executor = executor;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.deferContextual(context -> respond(exchange, context))
                .onErrorResume(failure -> Mono.just(this.receiver.fail(failure)))
                .flatMap(result -> send(result, exchange.getResponse()));
    }

    private Mono<WebhookResponse> respond(ServerWebExchange exchange, ContextView context) {
        ServerHttpRequest request = exchange.getRequest();
        WebhookRequestHeaders headers = headers(request);
        WebhookResponse rejection = withObservation(context, () -> this.receiver.checkHeaders(headers));
        return rejection != null ? Mono.just(rejection) : receive(headers, request);
    }

    private static WebhookRequestHeaders headers(ServerHttpRequest request) {
        InetSocketAddress sender = request.getRemoteAddress();
        return new WebhookRequestHeaders(
                request.getMethod().name(),
                request.getHeaders(),
                request.getHeaders().getContentLength(),
                request.getURI().getRawQuery(),
                sender == null || sender.getAddress() == null
                        ? "unknown"
                        : sender.getAddress().getHostAddress());
    }

    private Mono<WebhookResponse> receive(WebhookRequestHeaders headers, ServerHttpRequest request) {
        WebhookBody body = this.receiver.newBody(headers);
        return request.getBody()
                .<Void>handle((buffer, sink) -> append(buffer, body))
                .then()
                // Mono.timeout would schedule a timer for each body; this operator shares one.
                .transform(new CallTimeout(body.timeout())::apply)
                .doOnCancel(body::close)
                .then(process(headers, body))
                .onErrorResume(failure -> rejectBody(headers, body, failure));
    }

    /** Append the content of a buffer and release it. It is not passed on, because filters may release discarded buffers. */
    private static void append(DataBuffer buffer, WebhookBody body) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            body.append(bytes, bytes.length);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** Process a complete body. A sender that disconnects does not interrupt listeners. */
    private Mono<WebhookResponse> process(WebhookRequestHeaders headers, WebhookBody body) {
        return Mono.create(sender -> {
            try {
                this.executor.execute(() -> sender.success(withObservation(sender.contextView(), () -> {
                    try (body) {
                        return this.receiver.receive(headers, body);
                    } catch (Throwable ex) {
                        return this.receiver.fail(ex);
                    }
                })));
            } catch (RejectedExecutionException ex) {
                body.close();
                sender.success(withObservation(
                        sender.contextView(), () -> this.receiver.reject(headers, WebhookResponse.NO_THREAD)));
            }
        });
    }

    private Mono<WebhookResponse> rejectBody(WebhookRequestHeaders headers, WebhookBody body, Throwable failure) {
        body.close();
        return Mono.deferContextual(
                context -> Mono.just(withObservation(context, () -> this.receiver.rejectBody(headers, failure))));
    }

    /** Make the observation of the request, which is in the reactive context, the current one on this thread. */
    private static <T extends @Nullable WebhookResponse> T withObservation(ContextView context, Supplier<T> work) {
        return SafeObservation.within(context.getOrDefault(ObservationThreadLocalAccessor.KEY, null), work);
    }

    /** Send a response without a body, unless the server has already responded, as it does to invalid chunks. */
    private static Mono<Void> send(WebhookResponse result, ServerHttpResponse response) {
        if (!response.setStatusCode(result.status())) {
            return Mono.empty();
        }
        // Spring does not provide the protocol, and Reactor Netty removes headers that HTTP/2 does not have.
        response.getHeaders().putAll(result.headers("HTTP/1.1"));
        return response.setComplete().onErrorResume(IllegalStateException.class, ex -> {
            logger.debug("The server has already responded to a webhook", ex);
            return Mono.empty();
        });
    }
}
