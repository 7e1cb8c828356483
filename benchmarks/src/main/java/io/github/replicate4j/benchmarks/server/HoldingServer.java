/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.server;

import io.github.replicate4j.benchmarks.Program;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds creates as Replicate does. The input {@code output_after} is the time until the output is complete, in milliseconds. The
 * model {@code acme/files} creates a file and completes a little later.
 *
 * @since 0.1.0
 */
public final class HoldingServer extends LocalServer {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern WAIT = Pattern.compile("wait=(\\d+)");

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    private final Map<String, Running> predictions = new ConcurrentHashMap<>();

    private final Duration completionDelay;

    /**
     * Start the server.
     *
     * @param completionDelay time between the last file and completion
     */
    HoldingServer(Duration completionDelay) {
        this.completionDelay = completionDelay;
    }

    @Override
    void route(HttpServerRoutes routes) {
        routes.post("/v1/models/{owner}/{name}/predictions", this::create)
                .get("/v1/predictions/{id}", (request, response) -> {
                    Running prediction = this.predictions.get(request.param("id"));
                    return prediction == null ? response.status(404).send() : json(response, 200, prediction.json());
                });
    }

    /**
     * Run the server until standard input is closed.
     *
     * @param args none
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        Program.serve(new HoldingServer(Duration.ofMillis(100)).origin());
    }

    private Publisher<Void> create(HttpServerRequest request, HttpServerResponse response) {
        boolean files = "files".equals(request.param("name"));
        Duration hold = hold(request.requestHeaders().get("Prefer"));
        return request.receive().aggregate().asByteArray().flatMap(body -> {
            Duration work = Duration.ofMillis(
                    JSON.readTree(body).path("input").path("output_after").asLong());
            Running created = add(work, files);
            boolean inTime = work.compareTo(hold) <= 0;
            return Mono.delay(inTime ? work : hold)
                    .then(Mono.defer(() -> Mono.from(json(response, inTime ? 201 : 202, created.json()))));
        });
    }

    private static Duration hold(@Nullable String prefer) {
        if (prefer == null) {
            return Duration.ZERO;
        }
        Matcher wait = WAIT.matcher(prefer);
        return wait.matches() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : LONGEST_HOLD;
    }

    private Running add(Duration work, boolean files) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant output = now.plus(work);
        Running created = new Running(
                "held" + this.predictions.size() + "-" + System.nanoTime(),
                origin(),
                now,
                output,
                files ? output.plus(this.completionDelay) : output,
                files);
        this.predictions.put(created.id(), created);
        return created;
    }

    private static Publisher<Void> json(HttpServerResponse response, int status, String json) {
        return json(response, status, Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A prediction.
     *
     * @param output time at which the output is complete
     * @param end time of completion
     */
    private record Running(String id, String origin, Instant created, Instant output, Instant end, boolean files) {

        String json() {
            Instant now = Instant.now();
            String value = this.files ? "[\"" + this.origin + "/file.png\"]" : "[\"done\"]";
            return Wire.prediction(
                    this.id,
                    this.origin,
                    this.created,
                    now.isBefore(this.end) ? null : this.end,
                    now.isBefore(this.output) ? "null" : value);
        }
    }
}
