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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.reactive.CallTimeout;
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
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Receives webhooks in Spring WebFlux. Listeners may block, so they are kept away from the threads that serve requests.
 */
final class WebFluxWebhookHandler {

    private static final Log logger = LogFactory.getLog(WebFluxWebhookHandler.class);

    private final WebhookReceiver receiver;

    WebFluxWebhookHandler(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    Mono<ServerResponse> handle(ServerRequest request) {
        ServerHttpRequest raw = request.exchange().getRequest();
        WebhookHead head = new WebhookHead(
                raw.getHeaders(),
                raw.getHeaders().getContentLength(),
                raw.getURI().getRawQuery());
        return Mono.deferContextual(context -> {
                    WebhookAnswer refusal = inRequest(context, () -> this.receiver.refusal(head));
                    return refusal != null ? Mono.just(refusal) : receive(head, raw);
                })
                .flatMap(WebFluxWebhookHandler::response);
    }

    private Mono<WebhookAnswer> receive(WebhookHead head, ServerHttpRequest request) {
        WebhookBody body = this.receiver.body();
        return request.getBody()
                .doOnNext(buffer -> add(buffer, body))
                .then()
                .transform(new CallTimeout(body.patience())::apply)
                .doOnError(failure -> body.close())
                .doOnCancel(body::close)
                .then(receive(head, body))
                .onErrorResume(TimeoutException.class, ex -> refused(WebhookAnswer.TOO_SLOW))
                .onErrorResume(WebhookRefusedException.class, ex -> refused(ex.answer()))
                .onErrorResume(failure -> refused(WebhookAnswer.MALFORMED));
    }

    private static void add(DataBuffer buffer, WebhookBody body) {
        try {
            byte[] piece = new byte[buffer.readableByteCount()];
            buffer.read(piece);
            body.add(piece, piece.length);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** Whoever hangs up meanwhile does not break off what listeners do. */
    private Mono<WebhookAnswer> receive(WebhookHead head, WebhookBody body) {
        return Mono.create(sender -> Mono.fromCallable(() -> inRequest(sender.contextView(), () -> {
                    try (body) {
                        return this.receiver.receive(head, body.bytes());
                    }
                }))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(failure -> body.close())
                .onErrorResume(failure -> {
                    logger.error("A webhook could not be received", failure);
                    return refused(WebhookAnswer.UNAVAILABLE);
                })
                .contextWrite(sender.contextView())
                .subscribe(sender::success, sender::error));
    }

    private Mono<WebhookAnswer> refused(WebhookAnswer answer) {
        return Mono.deferContextual(context -> Mono.just(inRequest(context, () -> this.receiver.refused(answer))));
    }

    /** What is observed there is below the request, which is not on this thread, but in the reactive context. */
    private static <T extends @Nullable WebhookAnswer> T inRequest(ContextView context, Supplier<T> work) {
        return SafeObservation.within(context.getOrDefault(ObservationThreadLocalAccessor.KEY, null), work);
    }

    static Mono<ServerResponse> notAPost() {
        return ServerResponse.status(WebhookAnswer.NOT_A_POST.status())
                .allow(HttpMethod.POST)
                .build();
    }

    private static Mono<ServerResponse> response(WebhookAnswer answer) {
        ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
        Duration retryAfter = answer.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
        return response.build().map(AnswerIfAsked::new);
    }
}
