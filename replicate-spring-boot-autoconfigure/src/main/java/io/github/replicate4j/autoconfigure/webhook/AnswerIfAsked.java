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
 * An answer that may come too late: a server that finds fault with the form of a body has answered that itself, and what is
 * said behind that would be an error for all to see.
 */
final class AnswerIfAsked implements ServerResponse {

    private static final Log logger = LogFactory.getLog(AnswerIfAsked.class);

    private final ServerResponse answer;

    AnswerIfAsked(ServerResponse answer) {
        this.answer = Objects.requireNonNull(answer);
    }

    @Override
    public HttpStatusCode statusCode() {
        return this.answer.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return this.answer.headers();
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
        return this.answer.cookies();
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
        return Mono.defer(() -> this.answer.writeTo(exchange, context))
                .onErrorResume(IllegalStateException.class, late -> {
                    logger.debug("A webhook had been answered by the server itself", late);
                    return Mono.empty();
                });
    }
}
