/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** An API with canned responses. */
final class Upstream implements AutoCloseable {

    private final Map<String, Function<HttpServerResponse, Publisher<Void>>> responses = new ConcurrentHashMap<>();

    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .defaultIfEmpty("")
                    .flatMap(body -> {
                        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                        request.requestHeaders().forEach(header -> headers.put(header.getKey(), header.getValue()));
                        this.requests.add(new Request(request.method().name(), request.uri(), headers, body));
                        return Mono.from(this.responses
                                .getOrDefault(
                                        request.method().name() + " "
                                                + request.uri().replaceFirst("\\?.*", ""),
                                        other -> other.sendNotFound())
                                .apply(response));
                    }))
            .bindNow();

    Upstream respond(String request, Function<HttpServerResponse, Publisher<Void>> response) {
        this.responses.put(request, response);
        return this;
    }

    Upstream json(String request, int status, String body) {
        return respond(
                request,
                response -> response.status(status)
                        .header("Content-Type", "application/json")
                        .header("Set-Cookie", "session=hidden-cookie")
                        .header("ratelimit-remaining", "42")
                        .sendString(Mono.just(body.replace("{api}", root())), StandardCharsets.UTF_8));
    }

    String root() {
        return "http://localhost:" + this.server.port();
    }

    URI baseUrl() {
        return URI.create(root() + "/v1");
    }

    List<Request> requests() {
        return this.requests;
    }

    Request lastRequest() {
        return this.requests.get(this.requests.size() - 1);
    }

    @Override
    public void close() {
        this.server.disposeNow(Duration.ofSeconds(30));
    }

    /** A received request. */
    record Request(String method, String uri, Map<String, String> headers, String body) {}
}
