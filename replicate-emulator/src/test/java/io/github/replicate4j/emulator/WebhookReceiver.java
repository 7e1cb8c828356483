/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A webhook receiver that records all requests.
 */
public final class WebhookReceiver implements AutoCloseable {

    private final List<Received> received = new CopyOnWriteArrayList<>();

    private final AtomicInteger concurrency = new AtomicInteger();

    private final AtomicInteger maxConcurrency = new AtomicInteger();

    private final DisposableServer server;

    private volatile Function<Received, Mono<Integer>> responder = request -> Mono.just(204);

    public WebhookReceiver() {
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asByteArray()
                        .defaultIfEmpty(new byte[0])
                        .flatMap(body -> respond(request, body))
                        .flatMap(status -> response.status(status)
                                .header("Location", "/elsewhere")
                                .send()))
                .bindNow();
    }

    private Mono<Integer> respond(HttpServerRequest request, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.requestHeaders().forEach(header -> headers.put(header.getKey(), header.getValue()));
        Received each = new Received(request.method().name(), request.uri(), headers, body);
        this.received.add(each);
        this.maxConcurrency.accumulateAndGet(this.concurrency.incrementAndGet(), Math::max);
        // Before the response is sent, because the next request may follow immediately.
        return this.responder
                .apply(each)
                .doOnSuccess(status -> this.concurrency.decrementAndGet())
                .doOnCancel(this.concurrency::decrementAndGet);
    }

    public WebhookReceiver respondingWith(Integer... statuses) {
        AtomicInteger next = new AtomicInteger();
        return respondingWith(request -> Mono.just(statuses[Math.min(next.getAndIncrement(), statuses.length - 1)]));
    }

    public WebhookReceiver respondingWith(Function<Received, Mono<Integer>> responder) {
        this.responder = responder;
        return this;
    }

    public String url() {
        return url("/hook");
    }

    public String url(String path) {
        return "http://localhost:" + this.server.port() + path;
    }

    public List<Received> received() {
        return List.copyOf(this.received);
    }

    /** Return the statuses of the predictions in all webhooks. */
    public List<String> statuses() {
        return this.received.stream().map(Received::status).toList();
    }

    public int maxConcurrency() {
        return this.maxConcurrency.get();
    }

    @Override
    public void close() {
        this.server.disposeNow(Duration.ofSeconds(30));
    }

    /** A received webhook. */
    public record Received(String method, String uri, Map<String, String> headers, byte[] body) {

        public String header(String name) {
            return Objects.requireNonNull(this.headers.get(name), name);
        }

        public String id() {
            return header("webhook-id");
        }

        public long timestamp() {
            return Long.parseLong(header("webhook-timestamp"));
        }

        public Map<String, Object> json() {
            return Objects.requireNonNull(Json.readObject(this.body));
        }

        public String status() {
            return (String) json().get("status");
        }

        /** Return whether the signature is valid, without using code of the emulator. */
        public boolean isSignedWith(String secret) {
            byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
            String signed =
                    id() + "." + header("webhook-timestamp") + "." + new String(this.body, StandardCharsets.ISO_8859_1);
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.ISO_8859_1));
                return header("webhook-signature")
                        .equals("v1," + Base64.getEncoder().encodeToString(code));
            } catch (GeneralSecurityException ex) {
                throw new AssertionError(ex);
            }
        }

        @Override
        public String toString() {
            return this.method.toLowerCase(Locale.ROOT) + " " + this.uri + " "
                    + new String(this.body, StandardCharsets.UTF_8);
        }
    }
}
