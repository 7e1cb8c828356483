/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.EmulatorProcess;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.TestControl;
import io.github.replicate4j.emulator.fault.Fault;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@Order(1)
class RecordingTests {

    private static final String TOKEN = "r8_0123456789abcdefghijklmnopqrstuvwxyzA";

    private static final String OTHER_TOKEN = "an-older-token-without-a-prefix";

    @TempDir
    Path folder;

    private final Upstream upstream = new Upstream();

    private ReplicateEmulator recorder;

    private TestApi api;

    @BeforeEach
    void record() {
        this.recorder = ReplicateEmulator.builder()
                .record(this.upstream.baseUrl(), this.folder)
                .start();
        this.api = new TestApi(this.recorder, TOKEN);
    }

    @AfterEach
    void close() {
        this.recorder.close();
        this.upstream.close();
    }

    @Test
    void forwardsRequestsWithTheTokenAndHeadersOfTheClient() {
        this.upstream.json("POST /v1/predictions", 201, "{\"id\":\"p1\"}");

        HttpResponse<String> response = this.api.post(
                "/predictions", "{ \"version\": \"v1\", \"input\": {\"scale\": 1.50} }", "Prefer", "wait=5");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"id\":\"p1\"}");
        assertThat(response.headers().firstValue("ratelimit-remaining")).hasValue("42");
        Upstream.Request forwarded = this.upstream.lastRequest();
        assertThat(forwarded.body()).isEqualTo("{ \"version\": \"v1\", \"input\": {\"scale\": 1.50} }");
        assertThat(forwarded.headers())
                .containsEntry("Authorization", "Bearer " + TOKEN)
                .containsEntry("Prefer", "wait=5")
                .containsEntry("Content-Type", "application/json")
                .doesNotContainKey("Accept-Encoding");
        assertThat(this.recorder.requests().all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "Via", "X-Forwarded-For", "X-Real-IP"})
    void headersOfProxiesAreNotForwarded(String header) {
        this.upstream.json("GET /v1/account", 200, "{}");

        this.api.send(this.api.request("/account").header(header, "for=192.0.2.1"));

        assertThat(this.upstream.lastRequest().headers()).doesNotContainKey(header);
    }

    @Test
    void recordingIsReadable() {
        this.upstream.json("POST /v1/predictions", 201, "{\"id\":\"p1\",\"metrics\":{\"predict_time\":1.500}}");

        this.api.post("/predictions", "{\"version\":\"v1\",\"input\":{\"prompt\":\"a cat\"}}", "Prefer", "wait");

        String recording = read("0001-predictions.create.json");
        assertThat(recording.replaceAll("\\d{4}-\\d\\d-\\d\\dT[^\"]*", "TIME").replaceAll("_ms\" : \\d+", "_ms\" : 0"))
                .isEqualToNormalizingNewlines("""
                        {
                          "format" : 1,
                          "operation" : "predictions.create",
                          "recorded_at" : "TIME",
                          "request" : {
                            "method" : "POST",
                            "path" : "/v1/predictions",
                            "headers" : {
                              "content-type" : "application/json",
                              "prefer" : "wait"
                            },
                            "body" : {
                              "version" : "v1",
                              "input" : {
                                "prompt" : "a cat"
                              }
                            }
                          },
                          "response" : {
                            "status" : 201,
                            "duration_ms" : 0,
                            "headers" : {
                              "content-type" : "application/json",
                              "ratelimit-remaining" : "42"
                            },
                            "body" : {
                              "id" : "p1",
                              "metrics" : {
                                "predict_time" : 1.500
                              }
                            }
                          }
                        }""");
    }

    @Test
    void secretsAreNotRecorded() {
        this.upstream
                .json("GET /v1/webhooks/default/secret", 200, "{\"key\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}")
                .json(
                        "POST /v1/predictions",
                        201,
                        "{\"id\":\"p1\",\"logs\":\"login hf-hidden, token " + TOKEN
                                + " at https://a.test/x.png?X-Amz-Signature=abc123&X-Amz-Date=1 and\","
                                + "\"input\":{\"api_key\":\"sk-hidden\",\"max_tokens\":5,\"openaiApiKey\":{\"value\":\"camel-hidden\"}},"
                                + "\"output\":[\"https://pbxt.replicate.delivery/x/out.png?Expires=1&Signature=abc123\"]}")
                .respond(
                        "GET /v1/hardware",
                        response -> response.status(502)
                                .header("Content-Type", "text/html")
                                .sendString(Mono.just("<p>" + OTHER_TOKEN + "</p>")));

        String secret = this.api.get("/webhooks/default/secret").body();
        HttpResponse<String> created = this.api.post(
                "/predictions",
                "{\"version\":\"v1\",\"input\":{\"image\":\"https://user:pass123@a.test/i.png?sig=abc123\",\"hf_token\":\""
                        + "hf-hidden\",\"image2\":\"https://a.test/i.png?size=9\"},\"webhook\":\"https://a.test/path-hidden?key=abc123\"}");
        new TestApi(this.recorder, OTHER_TOKEN).get("/hardware");
        this.api.get("/files/f1/download?owner=me&expiry=5&signature=abc123");

        assertThat(secret).contains("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(created.body()).contains(TOKEN).contains("sk-hidden");
        assertThat(this.upstream.lastRequest().uri())
                .isEqualTo("/v1/files/f1/download?owner=me&expiry=5&signature=abc123");
        String all = readAll();
        assertThat(all)
                .doesNotContainIgnoringCase(TOKEN)
                .doesNotContain(OTHER_TOKEN)
                .doesNotContain("abc123")
                .doesNotContain("pass123")
                .doesNotContain("hidden")
                .doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .doesNotContain("Signature")
                .contains("https://a.test/x.png and")
                .contains("https://a.test/i.png?size=9")
                .contains("\"max_tokens\" : 5")
                .contains("\"key\" : \"whsec_REMOVED\"");
    }

    @Test
    void linksPointToTheEmulatorAndBack() {
        this.upstream
                .json(
                        "POST /v1/predictions",
                        201,
                        "{\"id\":\"p1\",\"output\":\"{api}/outputs/p1/out.png?signature=abc123\",\"text\":\"https://other.test/a\","
                                + "\"urls\":{\"get\":\"{api}/v1/predictions/p1\",\"web\":\"https://replicate.com/p/p1\","
                                + "\"stream\":\"https://stream.replicate.com/v1/files/s1\"}}")
                .json("GET /v1/predictions", 200, "{\"next\":\"{api}/v1/predictions?cursor=c2\"}")
                .respond(
                        "GET /outputs/p1/out.png",
                        response -> response.header("Content-Type", "image/png")
                                .sendByteArray(Mono.just(new byte[] {1, 2, 3})));

        HttpResponse<String> created = this.api.post("/predictions", "{\"version\":\"v1\",\"input\":{}}");
        String output = (String) TestApi.json(created).get("output");
        String root = "http://localhost:" + this.recorder.port();

        assertThat(output).startsWith(root + "/outputs/").endsWith("/out.png");
        assertThat(TestApi.at(created, "urls", "get")).isEqualTo(root + "/v1/predictions/p1");
        assertThat(TestApi.at(created, "urls", "web")).isEqualTo("https://replicate.com/p/p1");
        assertThat((String) TestApi.at(created, "urls", "stream"))
                .startsWith(root + "/v1/files/")
                .endsWith("/stream");
        assertThat(TestApi.json(created)).containsEntry("text", "https://other.test/a");
        assertThat(TestApi.json(this.api.get("/predictions")))
                .containsEntry("next", root + "/v1/predictions?cursor=c2");
        assertThat(this.api.download(output).body()).containsExactly(1, 2, 3);
        assertThat(this.upstream.lastRequest().uri()).isEqualTo("/outputs/p1/out.png?signature=abc123");

        this.api.post(
                "/predictions",
                "{\"version\":\"v2\",\"input\":{\"image\":\"" + output + "\",\"file\":\"" + root + "/v1/files/f1\"}}");
        assertThat(this.upstream.lastRequest().body())
                .contains("\"image\":\"" + this.upstream.root() + "/outputs/p1/out.png?signature=abc123\"")
                .contains("\"file\":\"" + this.upstream.root() + "/v1/files/f1\"");
        assertThat(readAll()).doesNotContain(root).doesNotContain("abc123").contains("{emulator}/v1/predictions/p1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "JSON"})
    void outputFileWithTextIsNotChanged(String extension) {
        String text = "{ \"a\": 1.0, \"b\": \"" + this.upstream.root() + "/v1/account\" }";
        this.upstream
                .json("GET /v1/predictions/p1", 200, "{\"output\":\"{api}/outputs/p1/out." + extension + "\"}")
                .json("GET /outputs/p1/out." + extension, 200, text);

        byte[] output =
                this.api.download(this.api.prediction("p1").get("output")).body();

        assertThat(output).asString(StandardCharsets.UTF_8).isEqualTo(text);
        assertThat(read("0002-output-file.bin")).isEqualTo(text);
        assertThat(read("0002-output-file.json")).contains("\"file\" : \"0002-output-file.bin\"");
    }

    @Test
    void textThatIsTooLargeIsReported() {
        this.upstream.json("GET /v1/account", 200, "\"" + "x".repeat(33 << 20) + "\"");

        HttpResponse<String> response = this.api.get("/account");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat((String) TestApi.json(response).get("detail")).contains("32 MiB");
        assertThat(this.folder).isEmptyDirectory();
    }

    @Test
    void largeFileNeedsLittleMemory() throws Exception {
        byte[] chunk = new byte[1 << 20];
        this.upstream
                .json("GET /v1/predictions/p1", 200, "{\"output\":\"{api}/outputs/p1/out.bin\"}")
                .respond(
                        "GET /outputs/p1/out.bin",
                        response -> response.header("Content-Type", "video/mp4")
                                .sendByteArray(Flux.range(0, 100).map(number -> chunk)));
        try (EmulatorProcess process = EmulatorProcess.start(
                List.of("-XX:+UseSerialGC", "-Xmx64m"),
                "--port=0",
                "--record=" + this.upstream.baseUrl(),
                "--recordings=" + this.folder)) {
            Object output = TestApi.json(this.api.get(process.baseUrl() + "/predictions/p1"))
                    .get("output");
            assertThat(this.api.download(output).body()).hasSize(100 << 20);
            process.terminate();
        }
        assertThat(this.folder.resolve("0002-output-file.bin")).hasSize(100 << 20);
    }

    @Test
    void uploadIsForwardedFromDisk() throws IOException {
        this.upstream.json("POST /v1/files", 201, "{\"id\":\"f1\",\"urls\":{\"get\":\"{api}/v1/files/f1\"}}");

        String url = this.api.upload("abc".getBytes(StandardCharsets.UTF_8));

        assertThat(url).isEqualTo(this.recorder.baseUrl() + "/files/f1");
        Upstream.Request forwarded = this.upstream.lastRequest();
        assertThat(forwarded.headers())
                .containsEntry(
                        "Content-Length", Integer.toString(forwarded.body().length()));
        assertThat(forwarded.body())
                .contains("Content-Disposition: form-data; name=\"content\"; filename=\"a.bin\"")
                .contains("\r\n\r\nabc\r\n--");
        assertThat(read("0001-files.create.json"))
                .contains("\"filename\" : \"a.bin\"")
                .contains("\"sha256\" : \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");
    }

    @Test
    void eventsAreRecordedWithTheirTiming() throws Exception {
        Sinks.Empty<Void> received = Sinks.empty();
        this.upstream
                .json(
                        "POST /v1/models/a/b/predictions",
                        201,
                        "{\"id\":\"p1\",\"urls\":{\"stream\":\"{api}/v1/streams/s1?token=abc123\"}}")
                .respond(
                        "GET /v1/streams/s1",
                        response -> response.header("Content-Type", "text/event-stream")
                                .sendString(Flux.just(
                                                ": hi\n\n",
                                                "event: output\nid: 1690212292:0\ndata:  two\ndata: lines\n\n")
                                        .concatWith(received.asMono()
                                                .then(Mono.delay(Duration.ofMillis(60)))
                                                .thenReturn("event: done\nid: 1690212293:0\ndata: {}\n\n"))));

        Object stream = TestApi.at(this.api.post("/models/a/b/predictions", "{\"input\":{}}"), "urls", "stream");
        String events;
        try (InputStream body = URI.create((String) stream).toURL().openStream()) {
            StringBuilder text = new StringBuilder();
            while (!text.toString().contains("data: lines\n\n")) {
                text.append((char) body.read());
            }
            received.tryEmitEmpty();
            events = text + new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(events)
                .contains("event: output\nid: 1690212292:0\ndata:  two\ndata: lines\n\n")
                .endsWith("event: done\nid: 1690212293:0\ndata: {}\n\n");
        await().untilAsserted(() ->
                assertThat(this.folder.resolve("0002-stream.json")).exists());
        List<String> lines = read("0002-stream.events.jsonl").lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).endsWith("\"id\":\"1690212292:0\",\"event\":\"output\",\"data\":\" two\\nlines\"}");
        assertThat(millis(lines.get(1)) - millis(lines.get(0))).isGreaterThanOrEqualTo(40);
        assertThat(read("0002-stream.json")).contains("\"complete\" : true");
        assertThat(readAll()).doesNotContain("abc123");
    }

    @Test
    void streamIsSavedBeforeTheClientReceivesItsEnd() {
        this.upstream.respond(
                "GET /v1/streams/s1",
                response -> response.header("Content-Type", "text/event-stream")
                        .sendString(Mono.just("event: output\nid: 1:0\ndata: a\n\n")));

        this.api.download(stream());

        assertThat(read("0002-stream.json")).contains("\"complete\" : true");
        assertThat(read("0002-stream.events.jsonl")).contains("\"data\":\"a\"");
    }

    @Test
    void openStreamIsSavedWhenTheEmulatorIsClosed() {
        this.upstream.respond(
                "GET /v1/streams/s1",
                response -> response.header("Content-Type", "text/event-stream")
                        .sendString(Flux.concat(Mono.just("event: output\nid: 1:0\ndata: a\n\n"), Flux.never())));
        Object stream = stream();
        CompletableFuture<?> reader = CompletableFuture.runAsync(() -> this.api.download(stream));
        await().until(() -> Files.exists(this.folder.resolve("0002-stream.events.jsonl.part")));

        this.recorder.close();

        assertThat(read("0002-stream.json")).contains("\"complete\" : false");
        assertThat(this.folder.resolve("0002-stream.events.jsonl.part")).doesNotExist();
        await().until(reader::isCompletedExceptionally);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionOfAStreamThatIsNotReadIsClosed(boolean lost) {
        AtomicBoolean closed = new AtomicBoolean();
        this.upstream.respond("GET /v1/streams/s1", response -> {
            response.withConnection(connection -> connection.onDispose(() -> closed.set(true)));
            return response.header("Content-Type", "text/event-stream").sendString(Flux.never());
        });
        Object stream = stream();
        // Clients can repeat a request whose response is lost.
        Fault fault = this.recorder.faults().always(Operation.STREAM);
        if (lost) {
            fault.lostResponse();
            assertThatExceptionOfType(TestApi.BrokenExchange.class).isThrownBy(() -> this.api.download(stream));
        } else {
            fault.emptyBody();
            assertThat(this.api.download(stream).body()).isEmpty();
        }

        await().untilTrue(closed);
        assertThat(this.folder.toFile().list()).containsExactly("0001-predictions.get.json");
    }

    @Test
    void connectionOfAFileThatCannotBeRecordedIsClosed() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        this.upstream.respond("GET /v1/files/f1/download", response -> {
            response.withConnection(connection -> connection.onDispose(() -> closed.set(true)));
            return response.header("Content-Type", "image/png")
                    .sendByteArray(Flux.concat(Mono.just(new byte[] {1}), Flux.never()));
        });
        Files.delete(this.folder);

        assertThat(this.api.get("/files/f1/download").statusCode()).isEqualTo(500);

        await().untilTrue(closed);
    }

    private Object stream() {
        this.upstream.json(
                "GET /v1/predictions/p1", 200, "{\"id\":\"p1\",\"urls\":{\"stream\":\"{api}/v1/streams/s1\"}}");
        return TestApi.at(this.api.get("/predictions/p1"), "urls", "stream");
    }

    @Test
    void linksLeadThroughAProxyAndBack() {
        this.upstream
                .json("GET /v1/files/f1", 200, "{\"urls\":{\"get\":\"{api}/v1/files/f1\"}}")
                .json("POST /v1/predictions", 201, "{\"id\":\"p1\"}");
        String[] proxy = {
            "X-Forwarded-Host", "proxy.test", "X-Forwarded-Proto", "https", "X-Forwarded-Prefix", "/emulated"
        };
        Object file = TestApi.at(this.api.send(this.api.request("/files/f1").headers(proxy)), "urls", "get");

        this.api.post("/predictions", "{\"version\":\"v1\",\"input\":{\"file\":\"" + file + "\"}}", proxy);

        assertThat(file).isEqualTo("https://proxy.test/emulated/v1/files/f1");
        assertThat(this.upstream.lastRequest().body()).contains("\"" + this.upstream.root() + "/v1/files/f1\"");
        assertThat(readAll()).doesNotContain("proxy.test").contains("\"file\" : \"{emulator}/v1/files/f1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/xml", "application/problem+xml; charset=utf-8", "text/plain"})
    void secretsInOtherTextAreNotRecorded(String type) {
        this.upstream.respond(
                "GET /v1/account",
                response -> (type.isEmpty() ? response : response.header("Content-Type", type))
                        .sendByteArray(Mono.just(("<a>" + TOKEN + "</a>").getBytes(StandardCharsets.UTF_8))));

        assertThat(this.api.get("/account").body()).isEqualTo("<a>" + TOKEN + "</a>");

        assertThat(readAll()).doesNotContain(TOKEN).contains("<a>REMOVED</a>");
    }

    @Test
    void secretsInJsonWithoutAContentTypeAreNotRecorded() {
        this.upstream.respond(
                "GET /v1/account",
                response -> response.sendByteArray(Mono.just(
                        "{\"logs\":\"with sk-hidden\",\"api_key\":\"sk-hidden\"}".getBytes(StandardCharsets.UTF_8))));

        this.api.get("/account");

        assertThat(readAll()).doesNotContain("hidden").contains("\"logs\" : \"with REMOVED\"");
    }

    @Test
    void binaryResponseWithoutAContentTypeIsKept() {
        byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, 1};
        this.upstream.respond("GET /v1/new", response -> response.sendByteArray(Mono.just(bytes)));

        this.api.get("/new");

        assertThat(this.folder.resolve("0001-get-v1-new.bin")).hasBinaryContent(bytes);
    }

    @Test
    void secretsInFormsAreNotRecorded() {
        this.upstream.json("POST /v1/new", 200, "{\"logs\":\"with sk-hidden\"}");

        this.api.send(
                this.api
                        .request("/new?q=" + TOKEN)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "text=sk-hidden+or&api%5Fkey=sk-hidden&input%5BhfToken%5D=%22abc%22&a=%zz&image=https%3A%2F%2Fuser:pass@a.test%2Fi")));

        assertThat(this.upstream.lastRequest().body()).contains("api%5Fkey=sk-hidden");
        assertThat(readAll())
                .doesNotContain("hidden")
                .doesNotContain("abc")
                .doesNotContain("pass")
                .doesNotContain(TOKEN)
                .contains(
                        "\"text=REMOVED+or&api%5Fkey=REMOVED&input%5BhfToken%5D=REMOVED&a=%zz&image=https%3A%2F%2Fa.test%2Fi\"");
    }

    @Test
    void valueOfASecretIsRemovedFromFieldsBeforeIt() {
        this.upstream.json("POST /v1/predictions", 201, "{\"id\":\"p1\"}");

        this.api.post(
                "/predictions",
                "{\"version\":\"v1\",\"input\":{\"prompt\":\"use sk-hidden\",\"api_key\":\"sk-hidden\"}}");

        assertThat(readAll()).doesNotContain("hidden").contains("\"prompt\" : \"use REMOVED\"");
    }

    @Test
    void pageSaysThatRequestsAreForwarded() {
        String page =
                this.api.get("http://localhost:" + this.recorder.port() + "/").body();

        assertThat(page)
                .contains("which may cost money")
                .doesNotContain("are not real")
                .contains("<section id=\"models\" hidden", "<section id=\"predictions\" hidden");
        assertThat(this.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void modelsCannotBeChanged(String method) {
        HttpResponse<String> response =
                new TestControl(this.recorder).send(method, "/models/emulator/hello", "{\"official\": true}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(TestApi.json(response)).containsEntry("title", "The models are not used");
    }

    @Test
    void modelsAndDeploymentsCannotBeChangedInJava() {
        assertThatIllegalStateException()
                .isThrownBy(() -> this.recorder.model("acme/painter"))
                .withMessage("The models of the emulator have no effect while it records or replays:"
                        + " start it without recordings to use them");
        assertThatIllegalStateException()
                .isThrownBy(() -> this.recorder.deployment("acme/painter", "emulator/hello"))
                .withMessageContaining("have no effect");
    }

    @Test
    void linksAndSecretsInTheJsonOfEventsAreReplaced() {
        this.upstream
                .json(
                        "POST /v1/models/a/b/predictions",
                        201,
                        "{\"id\":\"p1\",\"urls\":{\"stream\":\"{api}/v1/streams/s1\"}}")
                .respond(
                        "GET /v1/streams/s1",
                        response -> response.header("Content-Type", "text/event-stream")
                                .sendString(Flux.just(
                                        "event: output\nid: 1:0\ndata: {\"note\":\"with sk-hidden\",\"api_key\":\"sk-hidden\","
                                                + "\"image\":\"https://a.replicate.delivery/x/out.png\"}\n\n",
                                        "event: output\nid: 1:1\ndata: [ 1.50 ]\n\n",
                                        "event: done\nid: 2:0\ndata: {}\n\n")));

        String received = events(this.api);
        this.recorder.close();

        assertThat(received)
                .contains("\"api_key\":\"sk-hidden\"")
                .contains("\"image\":\"http://localhost:" + this.recorder.port() + "/outputs/")
                .contains("data: [ 1.50 ]\n");
        assertThat(readAll()).doesNotContain("hidden").doesNotContain("replicate.delivery");
        try (ReplicateEmulator replayer =
                ReplicateEmulator.builder().replay(this.folder).start()) {
            assertThat(events(new TestApi(replayer, TOKEN)))
                    .contains("\"note\":\"with REMOVED\"")
                    .contains("\"image\":\"http://localhost:" + replayer.port() + "/outputs/")
                    .contains("data: [ 1.50 ]\n");
        }
    }

    private static String events(TestApi api) {
        Object url = TestApi.at(api.post("/models/a/b/predictions", "{\"input\":{}}"), "urls", "stream");
        return api.get((String) url).body();
    }

    @Test
    void unknownOperationsAreForwarded() {
        this.upstream.json("PUT /v1/new/thing", 200, "{\"ok\":true}");

        HttpResponse<String> response =
                this.api.send(this.api.request("/new/thing").PUT(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(response.body()).isEqualTo("{\"ok\":true}");
        assertThat(this.folder.resolve("0001-put-v1-new-thing.json")).exists();
        assertThat(this.api
                        .get("http://localhost:" + this.recorder.port() + "/other")
                        .statusCode())
                .isEqualTo(404);
        assertThat(this.upstream.requests()).hasSize(1);
    }

    @Test
    void tokenIsNotSentToFileHosts() {
        try (Upstream files = new Upstream()) {
            this.upstream.respond(
                    "GET /v1/predictions/p1",
                    response -> response.status(302)
                            .header("Location", files.root() + "/elsewhere")
                            .send());

            HttpResponse<String> response = this.api.get("/predictions/p1");

            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(files.requests()).isEmpty();
        }
    }

    @Test
    void requestWithoutATokenIsNotForwarded() {

        assertThat(new TestApi(this.recorder, "").get("/account").statusCode()).isEqualTo(401);
        assertThat(this.upstream.requests()).isEmpty();
        assertThat(readAll()).isEmpty();
    }

    @Test
    void unreachableApiIsReported() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        this.recorder.close();
        this.recorder = ReplicateEmulator.builder()
                .record(URI.create("http://localhost:" + port + "/v1"), this.folder)
                .start();

        HttpResponse<String> response = new TestApi(this.recorder, TOKEN).get("/account");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat((String) TestApi.json(response).get("detail"))
                .contains("localhost:" + port)
                .contains("Check the base URL");
        assertThat(readAll()).isEmpty();
    }

    @Test
    void incompleteResponseIsReportedAndNotRecorded() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            CompletableFuture<Void> responded = CompletableFuture.runAsync(() -> respondInPart(server));
            this.recorder.close();
            this.recorder = ReplicateEmulator.builder()
                    .record(URI.create("http://localhost:" + server.getLocalPort() + "/v1"), this.folder)
                    .start();

            HttpResponse<String> response = new TestApi(this.recorder, TOKEN).get("/account");

            assertThat(response.statusCode()).isEqualTo(502);
            responded.join();
            await().untilAsserted(() -> assertThat(this.folder).isEmptyDirectory());
        }
    }

    private static void respondInPart(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[10_000]);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void interruptedStreamIsRecordedAsIncomplete() {
        this.upstream
                .json("GET /v1/predictions/p1", 200, "{\"id\":\"p1\",\"urls\":{\"stream\":\"{api}/v1/streams/s1\"}}")
                .respond(
                        "GET /v1/streams/s1",
                        response -> response.header("Content-Type", "text/event-stream")
                                .sendString(Mono.just("event: output\nid: 1:0\ndata: a\n\n"))
                                .then(Mono.never()));
        Object stream = TestApi.at(this.api.get("/predictions/p1"), "urls", "stream");
        this.recorder.faults().next(Operation.STREAM).stream(fault -> fault.cutAfter(1));

        this.api.download(stream);

        await().untilAsserted(() ->
                assertThat(this.folder.resolve("0002-stream.json")).exists());
        assertThat(read("0002-stream.json")).contains("\"complete\" : false");
    }

    @Test
    void newRecordingsAreAdded() {
        this.upstream.json("GET /v1/account", 200, "{}");
        this.api.get("/account");
        this.recorder.close();
        record();
        this.api.get("/account");

        assertThat(this.folder.toFile().list())
                .containsExactlyInAnyOrder("0001-account.get.json", "0002-account.get.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.replicate.com/v1",
                "ftp://localhost/v1",
                "api.replicate.com",
                "https://token@api.replicate.com/v1",
                "https://api.replicate.com/v1?token=abc",
            })
    void urlThatIsNotAnApiIsRejected(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateEmulator.builder().record(URI.create(url), this.folder))
                .withMessageContaining("base URL")
                .withMessageNotContaining("token@");
    }

    @Test
    void unsuitableFolderIsReported() throws IOException {
        Path file = Files.createFile(this.folder.resolve("file"));

        assertThatIllegalStateException()
                .isThrownBy(() -> ReplicateEmulator.builder()
                        .record(this.upstream.baseUrl(), file)
                        .start())
                .withMessageContaining("not writable")
                .withMessageContaining(file.toString());
    }

    private static long millis(String line) {
        return ((Number) Map.class
                        .cast(JsonValues.read(line.getBytes(StandardCharsets.UTF_8)))
                        .get("after_ms"))
                .longValue();
    }

    private String read(String name) {
        try {
            return Files.readString(this.folder.resolve(name));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Return the names and contents of all files. */
    private String readAll() {
        try (Stream<Path> files = Files.list(this.folder)) {
            return files.map(file -> file + "\n" + read(file.getFileName().toString()))
                    .map(text -> text.replace(this.folder.toString(), ""))
                    .collect(Collectors.joining("\n"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
