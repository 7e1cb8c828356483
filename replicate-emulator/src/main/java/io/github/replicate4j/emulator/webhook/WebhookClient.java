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

package io.github.replicate4j.emulator.webhook;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Sends webhooks, each on a connection of its own, with threads of its own. It follows no redirects. */
public final class WebhookClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final LoopResources threads = LoopResources.create("replicate-emulator-webhooks", 1, 1, true);
    private @Nullable HttpClient http;

    /** Only an emulator that sends webhooks has threads for them: the client starts them at once. */
    private synchronized HttpClient http() {
        HttpClient ready = this.http;
        if (ready == null) {
            // A webhook that met a kept connection just as it was closed would be lost, and not by the receiver's
            // fault.
            ready = HttpClient.create(ConnectionProvider.newConnection())
                    .runOn(this.threads)
                    .disableRetry(true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                    .headers(headers -> headers.set(HttpHeaders.USER_AGENT, "replicate-emulator"));
            this.http = ready;
        }
        return ready;
    }

    /**
     * Posts JSON. The body of the answer is not read.
     *
     * @return the status of the answer
     */
    public Mono<Integer> post(URI url, Map<String, String> headers, byte[] json) {
        return http().headers(all -> {
                    headers.forEach(all::set);
                    all.set(HttpHeaders.CONTENT_TYPE, "application/json");
                    all.set(HttpHeaders.CONTENT_LENGTH, json.length);
                })
                .post()
                .uri(url)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(json)))
                .response()
                .map(response -> response.status().code());
    }

    /** Ends the threads, and with them all connections. */
    @Override
    public void close() {
        this.threads.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }
}
