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
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers at once, and always the same: what there is to measure is the client. */
public final class FixedServer {

    /** Id of a prediction that has ended, and put out text. */
    public static final String ENDED = "gm3qorzdhgbfurvjtvhg6dckhu";

    /** Id of a prediction whose output is only to come, as a stream: each token in a chunk of its own, as Replicate does. */
    public static final String STREAMING = "streaming";

    /** The same, but many tokens in a chunk, as behind a proxy that gathers. */
    public static final String STREAMING_IN_BULK = "bulk";

    /** The same, but of few tokens: what is created. */
    public static final String STREAMING_BRIEFLY = "brief";

    /** Id of a prediction whose output is one large file. */
    public static final String FILE = "file";

    /** Pages in the list of predictions. */
    public static final int PAGES = 10;

    /** Predictions on a page, as many as Replicate puts there. */
    public static final int PAGE_SIZE = 100;

    /** Pieces of text in the stream. */
    public static final int TOKENS = 200_000;

    /** Bytes of the large file. */
    public static final int FILE_SIZE = 100 << 20;

    private static final int PIECE = 64 << 10;

    private static final int FEW_TOKENS = 10_000;

    private final DisposableServer server;

    /** What has been asked for before, by its path. */
    private final Map<String, ByteBuf> answers = new ConcurrentHashMap<>();

    private final AtomicLong received = new AtomicLong();

    private FixedServer() {
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.get(
                                "/v1/predictions/{id}",
                                (request, response) ->
                                        json(response, 200, prediction(String.valueOf(request.param("id")))))
                        .post("/v1/predictions", this::create)
                        .post("/v1/models/{owner}/{name}/predictions", this::create)
                        .get("/v1/predictions", (request, response) -> json(response, 200, page(request.uri())))
                        .post("/v1/files", this::upload)
                        .get("/stream/" + STREAMING, (request, response) -> stream(response, chunks(TOKENS)))
                        .get(
                                "/stream/" + STREAMING_BRIEFLY,
                                (request, response) -> stream(response, chunks(FEW_TOKENS)))
                        .get("/stream/" + STREAMING_IN_BULK, (request, response) -> stream(response, bulk()))
                        .get("/file.bin", (request, response) -> file(response)))
                .bindNow();
    }

    /**
     * Starts the server.
     *
     * @return the running server
     */
    public static FixedServer start() {
        return new FixedServer();
    }

    /**
     * Runs it until standard input ends.
     *
     * @param arguments none
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Program.serve(start().origin());
    }

    /**
     * Where it is.
     *
     * @return URL without a path
     */
    public String origin() {
        return "http://127.0.0.1:" + this.server.port();
    }

    /**
     * What it was sent.
     *
     * @return bytes of bodies so far
     */
    public long received() {
        return this.received.get();
    }

    /** Ends it. */
    public void close() {
        this.server.disposeNow();
    }

    private ByteBuf prediction(String id) {
        return this.answers.computeIfAbsent(
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
        return this.answers.computeIfAbsent(uri, any -> {
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
        return pieces(this.answers.computeIfAbsent(
                "/stream/bulk", any -> bytes(events(TOKENS).collect(Collectors.joining()))));
    }

    private static Stream<String> events(int tokens) {
        return Stream.concat(
                IntStream.range(0, tokens)
                        .mapToObj(index -> Wire.event("1690212292:" + index, "output", Wire.token(index))),
                Stream.of(Wire.event("end", "done", "{}")));
    }

    private Publisher<Void> file(HttpServerResponse response) {
        ByteBuf content = this.answers.computeIfAbsent(
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

    private static Publisher<Void> json(HttpServerResponse response, int status, ByteBuf json) {
        return response.status(status)
                .header("Content-Type", "application/json")
                .header("Content-Length", String.valueOf(json.readableBytes()))
                .send(Mono.fromSupplier(json::retainedDuplicate));
    }

    private static ByteBuf bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }
}
