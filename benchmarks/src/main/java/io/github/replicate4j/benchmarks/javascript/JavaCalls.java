/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.javascript;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.Turns;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Measures the calls of {@code calls.js} with this client. */
final class JavaCalls {

    private static final Map<String, Object> INPUT =
            Map.of("prompt", "Write a haiku about a lighthouse", "max_tokens", 512);

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

    private final AsyncReplicate replicate;

    private final WebhookVerifier verifier = WebhookVerifier.of(SECRET);

    private final byte[] body = "x".repeat(2_000).getBytes(StandardCharsets.UTF_8);

    private final Map<String, String> headers =
            new WebhookSigner(SECRET).headers("msg_2Lh9KRb0pzN4LePd3XiA4v12Axj", this.body);

    private JavaCalls(String origin) {
        this.replicate = AsyncReplicate.builder()
                .baseUrl(origin + "/v1")
                .bearerToken(WebClientByHand.TOKEN)
                .buildAsync();
    }

    /**
     * Run the program.
     *
     * @param args URL of the server, call and concurrency
     */
    public static void main(String[] args) {
        Mono<Long> call = new JavaCalls(args[0]).call(args[1]);
        int concurrency = Integer.parseInt(args[2]);
        Turns.serve(time -> repeat(call, concurrency, time));
    }

    /** Return a call that emits the number of its operations. */
    private Mono<Long> call(String name) {
        return switch (name) {
            case "get" ->
                this.replicate.predictions().get(FixedServer.COMPLETED).thenReturn(1L);
            case "create" ->
                this.replicate
                        .predictions()
                        .create(request -> request.version(Wire.VERSION).input(INPUT))
                        .thenReturn(1L);
            case "list" ->
                this.replicate.predictions().list().flatMapMany(AsyncPage::all).count();
            case "stream" ->
                this.replicate
                        .models()
                        .predictions()
                        .create("meta/meta-llama-3-8b-instruct", request -> request.input(INPUT))
                        .flatMapMany(this.replicate.predictions()::stream)
                        .count();
            case "verify" ->
                Mono.fromCallable(() -> {
                    this.verifier.verify(header -> List.of(this.headers.getOrDefault(header, "")), this.body);
                    return 1L;
                });
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static long repeat(Mono<Long> call, int concurrency, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return Objects.requireNonNull(Flux.range(0, concurrency)
                .flatMap(index -> call.repeat(() -> System.nanoTime() < end), concurrency)
                .reduce(0L, Long::sum)
                .block());
    }
}
