/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

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

/**
 * Sends webhooks over HTTP, each on its own connection and on dedicated threads. It does not follow redirects.
 */
final class WebhookClient implements AutoCloseable {

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final LoopResources threads = LoopResources.create("replicate-emulator-webhooks", 1, 1, true);

    private @Nullable HttpClient http;

    /** Return the HTTP client, which is created lazily because it starts its threads immediately. */
    private synchronized HttpClient http() {
        HttpClient client = this.http;
        if (client == null) {
            // A pooled connection might be closed by the receiver just when a webhook is sent, which would lose the
            // webhook.
            client = HttpClient.create(ConnectionProvider.newConnection())
                    .runOn(this.threads)
                    .disableRetry(true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                    .headers(headers -> headers.set(HttpHeaders.USER_AGENT, "replicate-emulator"));
            this.http = client;
        }
        return client;
    }

    Mono<Integer> post(URI url, Map<String, String> headers, byte[] json) {
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

    /** Stop the threads, which closes all connections. */
    @Override
    public void close() {
        this.threads.disposeLater(Duration.ZERO, SHUTDOWN_TIMEOUT).block(SHUTDOWN_TIMEOUT);
    }
}
