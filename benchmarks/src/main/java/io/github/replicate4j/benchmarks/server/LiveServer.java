/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.server;

import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Completes predictions at a time chosen by the caller, delivers webhooks and counts requests. The input {@code ends_at}
 * is the completion time in milliseconds since 1970. There is no response to uploads, so that they keep their connections.
 *
 * @since 0.1.0
 */
public final class LiveServer extends LocalServer {

    /** Signing secret of webhooks. */
    public static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    /** Number of output tokens of each stream. */
    public static final int TOKENS = 200;

    /** Interval between output tokens. */
    public static final Duration PACE = Duration.ofMillis(50);

    private static final int PAGE_SIZE = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final WebhookSigner signer = new WebhookSigner(new WebhookSecret(SECRET));

    private final HttpClient webhooks = HttpClient.create(ConnectionProvider.builder("webhooks")
            .maxConnections(50)
            .pendingAcquireMaxCount(-1)
            .build());

    /** In order of creation. */
    private final List<Running> predictions = new ArrayList<>();

    private final AtomicLong reads = new AtomicLong();

    /**
     * Return a completion time for the input {@code ends_at} of one of many predictions, which complete evenly distributed, but
     * not in the order of creation.
     *
     * @param first time of the first completion, in milliseconds since 1970
     * @param index index of the prediction, from 0
     * @param count number of predictions
     * @param seconds time in which all of them complete
     * @return milliseconds since 1970
     */
    public static long endsAt(long first, int index, int count, int seconds) {
        long position = (long) index * 7_919 % count;
        return first + position * seconds * 1_000 / count;
    }

    @Override
    void route(HttpServerRoutes routes) {
        routes.post("/v1/predictions", this::create)
                .get("/v1/predictions/{id}", this::get)
                .get("/v1/predictions", this::list)
                .get("/stream/{id}", (request, response) -> stream(response))
                .post("/v1/files", (request, response) -> Mono.never())
                .get(
                        "/reads",
                        (request, response) ->
                                response.sendString(Mono.fromSupplier(() -> String.valueOf(this.reads.get()))));
    }

    /**
     * Run the server until standard input is closed.
     *
     * @param args none
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        Program.serve(new LiveServer().origin());
    }

    private Publisher<Void> create(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asByteArray().flatMap(body -> {
            JsonNode json = JSON.readTree(body);
            JsonNode end = json.path("input").path("ends_at");
            Running created = add(end.isMissingNode() ? Instant.MAX : Instant.ofEpochMilli(end.asLong()));
            String webhook = json.path("webhook").stringValue(null);
            if (webhook != null) {
                deliver(webhook, created);
            }
            return Mono.from(json(response, 201, created.json()));
        });
    }

    private Running add(Instant end) {
        synchronized (this.predictions) {
            String id = "live" + this.predictions.size();
            Running created = new Running(id, origin(), Instant.now().truncatedTo(ChronoUnit.MICROS), end);
            this.predictions.add(created);
            return created;
        }
    }

    /** Delivers a webhook at completion, once. */
    private void deliver(String webhook, Running prediction) {
        Duration until = Duration.between(Instant.now(), prediction.end());
        Mono.delay(until.isNegative() ? Duration.ZERO : until)
                .then(Mono.defer(() -> {
                    byte[] body = prediction.json().getBytes(StandardCharsets.UTF_8);
                    return this.webhooks
                            .headers(headers -> this.signer
                                    .headers("msg_" + prediction.id(), body)
                                    .forEach(headers::set))
                            .post()
                            .uri(webhook)
                            .send(Mono.just(Unpooled.wrappedBuffer(body)))
                            .responseSingle(
                                    (response, content) -> response.status().code() == 204
                                            ? content.then()
                                            : Mono.error(new IllegalStateException(
                                                    "unexpected status " + response.status())));
                }))
                .subscribe(done -> {}, failure -> System.err.println("A webhook was lost: " + failure));
    }

    private Publisher<Void> get(HttpServerRequest request, HttpServerResponse response) {
        this.reads.incrementAndGet();
        int index = Integer.parseInt(String.valueOf(request.param("id")).substring("live".length()));
        synchronized (this.predictions) {
            return json(response, 200, this.predictions.get(index).json());
        }
    }

    /** Newest first and without logs, as at Replicate. */
    private Publisher<Void> list(HttpServerRequest request, HttpServerResponse response) {
        this.reads.incrementAndGet();
        MultiValueMap<String, String> query =
                UriComponentsBuilder.fromUriString(request.uri()).build().getQueryParams();
        Instant after = time(query.getFirst("created_after"), Instant.MIN);
        Instant before = time(query.getFirst("created_before"), Instant.MAX);
        String cursor = query.getFirst("cursor");
        synchronized (this.predictions) {
            int index = cursor == null ? firstSince(before) : Integer.parseInt(cursor);
            int oldest = firstSince(after);
            List<String> results = new ArrayList<>();
            while (--index >= oldest && results.size() < PAGE_SIZE) {
                results.add(Wire.withoutLogs(this.predictions.get(index).json()));
            }
            String next = index < oldest
                    ? null
                    : UriComponentsBuilder.fromUriString(origin() + request.uri())
                            .replaceQueryParam("cursor", index + 1)
                            .build()
                            .toUriString();
            return json(response, 200, Wire.page(results, next));
        }
    }

    /** Return the number of predictions created before a time. */
    private int firstSince(Instant time) {
        int from = 0;
        int to = this.predictions.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (this.predictions.get(middle).created().isBefore(time)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static Instant time(@Nullable String text, Instant otherwise) {
        return text == null ? otherwise : Instant.parse(UriUtils.decode(text, StandardCharsets.UTF_8));
    }

    /** The data of each event is the time at which it is sent, in microseconds. */
    private static Publisher<Void> stream(HttpServerResponse response) {
        Flux<String> tokens = Flux.interval(PACE)
                .take(TOKENS)
                .map(index -> Wire.event("t" + index, "output", String.valueOf(micros())))
                .concatWithValues(Wire.event("end", "done", "{}"));
        return response.sse().sendString(tokens);
    }

    private static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    private static Publisher<Void> json(HttpServerResponse response, int status, String json) {
        return json(response, status, Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A prediction.
     *
     * @param end time of completion
     */
    private record Running(String id, String origin, Instant created, Instant end) {

        String json() {
            boolean completed = !Instant.now().isBefore(this.end);
            return Wire.prediction(
                    this.id, this.origin, this.created, completed ? this.end : null, completed ? "[\"done\"]" : "null");
        }
    }
}
