/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.server;

import io.github.replicate4j.benchmarks.Program;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * Responds immediately with fixed content, so that benchmarks measure the client.
 *
 * @since 0.1.0
 */
public final class FixedServer extends LocalServer {

    /** Id of a completed prediction with text output. */
    public static final String COMPLETED = "gm3qorzdhgbfurvjtvhg6dckhu";

    /** Id of a prediction with a stream that has each output token in its own chunk, as at Replicate. */
    public static final String STREAMING = "streaming";

    /** Id of a prediction with a stream that has many output tokens in a chunk, as behind a buffering proxy. */
    public static final String STREAMING_IN_BULK = "bulk";

    /** Id of a prediction with a short stream. Creates return this prediction. */
    public static final String STREAMING_BRIEFLY = "brief";

    /** Id of a prediction whose output is a large file. */
    public static final String FILE = "file";

    /** Number of pages of the list of predictions. */
    public static final int PAGES = 10;

    /** Page size, as at Replicate. */
    public static final int PAGE_SIZE = 100;

    /** Number of output tokens of a stream. */
    public static final int TOKENS = 200_000;

    /** Size of the large file in bytes. */
    public static final int FILE_SIZE = 100 << 20;

    private static final int PIECE = 64 << 10;

    private static final int FEW_TOKENS = 10_000;

    /** Content already created, by path. */
    private final Map<String, ByteBuf> content = new ConcurrentHashMap<>();

    private final AtomicLong received = new AtomicLong();

    @Override
    void route(HttpServerRoutes routes) {
        routes.get(
                        "/v1/predictions/{id}",
                        (request, response) -> json(response, 200, prediction(String.valueOf(request.param("id")))))
                .post("/v1/predictions", this::create)
                .post("/v1/models/{owner}/{name}/predictions", this::create)
                .get("/v1/predictions", (request, response) -> json(response, 200, page(request.uri())))
                .post("/v1/files", this::upload)
                .get("/stream/" + STREAMING, (request, response) -> stream(response, chunks(TOKENS)))
                .get("/stream/" + STREAMING_BRIEFLY, (request, response) -> stream(response, chunks(FEW_TOKENS)))
                .get("/stream/" + STREAMING_IN_BULK, (request, response) -> stream(response, bulk()))
                .get("/file.bin", (request, response) -> file(response));
    }

    /**
     * Run the server until standard input is closed.
     *
     * @param args none
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        Program.serve(new FixedServer().origin());
    }

    /**
     * Return how much the server has received.
     *
     * @return total size of all request bodies in bytes
     */
    public long received() {
        return this.received.get();
    }

    private ByteBuf prediction(String id) {
        return this.content.computeIfAbsent(
                "/v1/predictions/" + id,
                any -> bytes(
                        switch (id) {
                            case STREAMING, STREAMING_IN_BULK, STREAMING_BRIEFLY ->
                                Wire.prediction(id, origin(), Instant.EPOCH, null, "null");
                            case FILE ->
                                Wire.prediction(
                                        id, origin(), Instant.EPOCH, Instant.EPOCH, "\"" + origin() + "/file.bin\"");
                            default -> Wire.succeeded(id, origin());
                        }));
    }

    private ByteBuf page(String uri) {
        return this.content.computeIfAbsent(uri, any -> {
            String cursor = UriComponentsBuilder.fromUriString(uri)
                    .build()
                    .getQueryParams()
                    .getFirst("cursor");
            int page = cursor == null ? 1 : Integer.parseInt(cursor);
            String next = page == PAGES ? null : origin() + "/v1/predictions?cursor=" + (page + 1);
            List<String> results = IntStream.range(0, PAGE_SIZE)
                    .mapToObj(index -> Wire.succeeded("p" + page + "-" + index, origin()))
                    .toList();
            return bytes(Wire.page(results, next));
        });
    }

    private Publisher<Void> create(HttpServerRequest request, HttpServerResponse response) {
        return receive(request).then(Mono.from(json(response, 201, prediction(STREAMING_BRIEFLY))));
    }

    private Publisher<Void> upload(HttpServerRequest request, HttpServerResponse response) {
        return receive(request).then(Mono.from(json(response, 201, bytes("{\"id\":\"uploaded\"}"))));
    }

    private Mono<Void> receive(HttpServerRequest request) {
        return request.receive()
                .doOnNext(piece -> this.received.addAndGet(piece.readableBytes()))
                .then();
    }

    private static Publisher<Void> stream(HttpServerResponse response, Flux<ByteBuf> pieces) {
        return response.header("Content-Type", "text/event-stream").send(pieces);
    }

    private static Flux<ByteBuf> chunks(int tokens) {
        return Flux.fromStream(() -> events(tokens))
                .map(event -> Unpooled.wrappedBuffer(event.getBytes(StandardCharsets.UTF_8)));
    }

    private Flux<ByteBuf> bulk() {
        return pieces(this.content.computeIfAbsent(
                "/stream/bulk", any -> bytes(events(TOKENS).collect(Collectors.joining()))));
    }

    private static Stream<String> events(int tokens) {
        return Stream.concat(
                IntStream.range(0, tokens)
                        .mapToObj(index -> Wire.event("1690212292:" + index, "output", Wire.token(index))),
                Stream.of(Wire.event("end", "done", "{}")));
    }

    private Publisher<Void> file(HttpServerResponse response) {
        ByteBuf content = this.content.computeIfAbsent(
                "/file.bin",
                any -> Unpooled.unreleasableBuffer(
                        Unpooled.directBuffer(FILE_SIZE).writeZero(FILE_SIZE)));
        return response.header("Content-Type", "application/octet-stream")
                .header("Content-Length", String.valueOf(FILE_SIZE))
                .send(pieces(content));
    }

    private static Flux<ByteBuf> pieces(ByteBuf content) {
        int length = content.readableBytes();
        return Flux.range(0, (length + PIECE - 1) / PIECE)
                .map(piece -> content.retainedSlice(piece * PIECE, Math.min(PIECE, length - piece * PIECE)));
    }

    private static ByteBuf bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }
}
