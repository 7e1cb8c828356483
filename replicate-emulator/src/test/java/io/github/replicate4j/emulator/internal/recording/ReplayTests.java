/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records an emulator, and replays it after that emulator has been closed. */
class ReplayTests {

    private static final String TOKEN = "r8_0123456789abcdefghijklmnopqrstuvwxyzA";

    @TempDir
    Path folder;

    private final EmulatorClock clock = EmulatorClock.manual();

    private final ReplicateEmulator upstream =
            ReplicateEmulator.builder().clock(this.clock).anyToken().start();

    private ReplicateEmulator emulator;

    private TestApi api;

    @BeforeEach
    void record() {
        this.emulator = ReplicateEmulator.builder()
                .record(this.upstream.baseUrl(), this.folder)
                .start();
        this.api = new TestApi(this.emulator, TOKEN);
    }

    private void replay() {
        this.upstream.close();
        this.emulator.close();
        this.emulator = ReplicateEmulator.builder().replay(this.folder).start();
        this.api = new TestApi(this.emulator);
    }

    @AfterEach
    void close() {
        this.emulator.close();
        this.upstream.close();
    }

    @Test
    void pollsAdvanceThroughTheRecordedStates() {
        this.upstream
                .model("acme/writer")
                .official()
                .respond(script -> script.boot(Duration.ofSeconds(5))
                        .pause(Duration.ofSeconds(5))
                        .output("done"));
        Object id = create("acme/writer", "{\"input\":{\"prompt\":\"a\"}}").get("id");
        this.api.prediction(id);
        this.clock.advance(Duration.ofSeconds(5));
        this.api.prediction(id);
        this.clock.advance(Duration.ofSeconds(5));
        Map<String, Object> recorded = this.api.prediction(id);

        replay();

        assertThat(create("acme/writer", "{\"input\":{\"prompt\":\"a\"}}"))
                .containsEntry("id", id)
                .containsEntry("status", "starting");
        assertThat(List.of(status(id), status(id), status(id), status(id)))
                .containsExactly("starting", "processing", "succeeded", "succeeded");
        assertThat(TestApi.json(this.api.get("/predictions/" + id)).get("urls"))
                .isEqualTo(withPort(recorded.get("urls")));
    }

    private Object withPort(Object urls) {
        Map<String, Object> expected = new LinkedHashMap<>();
        ((Map<?, ?>) urls)
                .forEach((name, url) -> expected.put(
                        (String) name,
                        ((String) url).replaceFirst("localhost:\\d+", "localhost:" + this.emulator.port())));
        return expected;
    }

    @Test
    void bodyIsComparedAsJson() {
        this.upstream.model("acme/writer").official();
        Object id = create("acme/writer", "{\"input\":{\"a\":1,\"b\":{\"c\":2.5,\"d\":[3]}}}")
                .get("id");

        replay();

        assertThat(create("acme/writer", "{ \"input\": { \"b\": {\"d\":[3.0], \"c\":2.50}, \"a\":1e0 } }"))
                .containsEntry("id", id);
    }

    @Test
    void webhooksAreNotCompared() {
        this.upstream.model("acme/writer").official();
        create("acme/writer", "{\"input\":{},\"webhook\":\"http://localhost:1/a\"}");

        replay();

        create(
                "acme/writer",
                "{\"input\":{},\"webhook\":\"http://localhost:2/b\",\"webhook_events_filter\":[\"start\"]}");
    }

    @Test
    void equalCreatesAreReplayedInOrderAndNotRepeated() {
        this.upstream.model("acme/writer").official();
        Object first = create("acme/writer", "{\"input\":{}}").get("id");
        Object second = create("acme/writer", "{\"input\":{}}").get("id");

        replay();

        assertThat(create("acme/writer", "{\"input\":{}}")).containsEntry("id", first);
        assertThat(create("acme/writer", "{\"input\":{}}")).containsEntry("id", second);
        HttpResponse<String> third = this.api.post("/models/acme/writer/predictions", "{\"input\":{}}");
        assertThat(third.statusCode()).isEqualTo(404);
        assertThat(TestApi.json(third))
                .containsEntry("title", "No matching recording")
                .containsEntry(
                        "detail",
                        "All 2 recordings of POST /v1/models/acme/writer/predictions with this body have been replayed"
                                + " (0001-models.predictions.create.json, 0002-models.predictions.create.json): reset the"
                                + " emulator to start again, or record more");

        this.emulator.reset();
        assertThat(create("acme/writer", "{\"input\":{}}")).containsEntry("id", first);
    }

    @Test
    void outputFilesAndUploadsAreReplayed() {
        byte[] picture = new byte[300_000];
        Arrays.fill(picture, (byte) 7);
        this.upstream.model("acme/painter").official().respond(script -> script.outputSingleFile(picture, "png"));
        String file = this.api.upload("abc".getBytes(StandardCharsets.UTF_8));
        String body = "{\"input\":{\"image\":\"" + file + "\"}}";
        Object id = create("acme/painter", body).get("id");
        this.clock.advance(Duration.ZERO);
        Object output = this.api.prediction(id).get("output");
        assertThat(this.api.download(output).body()).isEqualTo(picture);

        replay();

        String sameFile = this.api.upload("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(sameFile).startsWith(this.emulator.baseUrl() + "/files/");
        assertThat(create("acme/painter", body.replace(file, sameFile))).containsEntry("id", id);
        HttpResponse<byte[]> replayed =
                this.api.download(this.api.prediction(id).get("output"));
        assertThat(replayed.body()).isEqualTo(picture);
        assertThat(replayed.headers().firstValue("content-type")).hasValue("image/png");
        HttpResponse<String> other = this.api.send(this.api
                .request("/files")
                .header("Content-Type", "multipart/form-data; boundary=X")
                .POST(HttpRequest.BodyPublishers.ofString("--X\r\nContent-Disposition: form-data; name=\"content\";"
                        + " filename=\"a.bin\"\r\n\r\nabd\r\n--X--\r\n")));
        assertThat((String) TestApi.json(other).get("detail"))
                .contains("Closest: 0001-files.create.json: /parts/0/sha256 is \"");
    }

    @Test
    void streamIsReplayedWithItsTimingByTheClock() {
        this.upstream
                .model("acme/writer")
                .official()
                .streams()
                .respond(script ->
                        script.output("one ").pause(Duration.ofMinutes(1)).output("two"));
        Object stream = urls(create("acme/writer", "{\"input\":{}}")).get("stream");
        this.clock.advance(Duration.ofMinutes(1));
        String recorded = events(stream);
        await().until(() -> this.folder.resolve("0002-stream.json").toFile().exists());
        edit("0002-stream.events.jsonl", "\"after_ms\":\\d+(.*two)", "\"after_ms\":60000$1");
        edit("0002-stream.events.jsonl", "\"after_ms\":\\d+(.*done)", "\"after_ms\":60000$1");
        this.upstream.close();
        this.emulator.close();
        EmulatorClock time = EmulatorClock.manual();
        this.emulator =
                ReplicateEmulator.builder().clock(time).replay(this.folder).start();
        this.api = new TestApi(this.emulator);

        Object replayedStream = urls(create("acme/writer", "{\"input\":{}}")).get("stream");
        CompletableFuture<String> replayed = CompletableFuture.supplyAsync(() -> events(replayedStream));
        await().until(() -> !this.emulator.requests().to(Operation.STREAM).isEmpty());
        assertThat(replayed).isNotDone();
        await().until(() -> {
            time.advance(Duration.ofSeconds(59));
            return replayed.isDone();
        });

        assertThat(replayed.join()).isEqualTo(recorded).contains("data: one ", "data: two", "event: done");
    }

    @Test
    void streamCanBeResumed() {
        this.upstream
                .model("acme/writer")
                .official()
                .streams()
                .respond(script -> script.output("one").output("two"));
        Object stream = urls(create("acme/writer", "{\"input\":{}}")).get("stream");
        this.clock.advance(Duration.ZERO);
        String id = events(stream).replaceFirst("(?s).*?\nid: (\\S+).*", "$1");

        replay();

        Object replayed = urls(create("acme/writer", "{\"input\":{}}")).get("stream");
        String rest = this.api
                .send(this.api
                        .request((String) replayed)
                        .header("Last-Event-ID", id)
                        .GET())
                .body();
        assertThat(rest).doesNotContain("data: one").contains("data: two", "event: done");
    }

    @Test
    void unmatchedRequestIsExplained() {
        this.upstream.model("acme/writer").official();
        create("acme/writer", "{\"input\":{\"prompt\":\"a dog\",\"seed\":2}}");
        create("acme/writer", "{\"input\":{\"prompt\":\"a cat\",\"seed\":1}}");
        this.api.get("/account");

        replay();

        HttpResponse<String> other =
                this.api.post("/models/acme/writer/predictions", "{\"input\":{\"prompt\":\"a bird\",\"seed\":1}}");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(TestApi.json(other))
                .containsEntry("title", "No matching recording")
                .containsEntry(
                        "detail",
                        "There is no recording of POST /v1/models/acme/writer/predictions in '" + this.folder
                                + "'. Closest: 0002-models.predictions.create.json: /body/input/prompt is \"a bird\", but"
                                + " \"a cat\" is recorded; 0001-models.predictions.create.json: /body/input/prompt is"
                                + " \"a bird\", but \"a dog\" is recorded");
        assertThat(TestApi.json(other).get("closest"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .isEqualTo(Map.of(
                        "recording",
                        "0002-models.predictions.create.json",
                        "difference",
                        "/body/input/prompt is \"a bird\", but \"a cat\" is recorded"));

        assertThat(detail(this.api.post(
                        "/models/acme/other/predictions", "{\"input\":{\"prompt\":\"a cat\",\"seed\":1}}")))
                .contains("0002-models.predictions.create.json: /path is \"/v1/models/acme/other/predictions\", but");
        assertThat(detail(this.api.post("/models/acme/writer/predictions", "{\"input\":{\"prompt\":\"a cat\"}}")))
                .contains("/body/input/seed is missing, but 1 is recorded");
        assertThat(detail(this.api.get("/hardware")))
                .endsWith("Recorded operations: account.get, models.predictions.create");
    }

    @Test
    void longValueIsNotCutWithinACharacter() {
        this.upstream.model("acme/writer").official();
        create("acme/writer", "{\"input\":{\"prompt\":\"a dog\"}}");

        replay();

        String beginning = "a".repeat(98);
        assertThat(detail(this.api.post(
                        "/models/acme/writer/predictions", "{\"input\":{\"prompt\":\"" + beginning + "🎈🎈\"}}")))
                .contains("is \"" + beginning + "…, but \"a dog\" is recorded");
    }

    @Test
    void recordingThatWasChangedLaterIsExplained() {
        this.upstream.model("acme/writer").official();
        create("acme/writer", "{\"input\":{\"prompt\":\"a dog\"}}");

        replay();

        edit("0001-models.predictions.create.json", "a dog", "a cat");
        HttpResponse<String> changed =
                this.api.post("/models/acme/writer/predictions", "{\"input\":{\"prompt\":\"a cat\"}}");
        assertThat(changed.statusCode()).isEqualTo(404);
        assertThat(detail(changed))
                .endsWith("Closest: 0001-models.predictions.create.json: it has been changed since the emulator"
                        + " started: restart the emulator");
    }

    @Test
    void recordingThatWasDeletedLaterIsExplained() throws IOException {
        this.upstream.model("acme/writer").official();
        Object id = create("acme/writer", "{\"input\":{\"prompt\":\"a dog\"}}").get("id");

        replay();

        Path file = this.folder.resolve("0001-models.predictions.create.json");
        byte[] recording = Files.readAllBytes(file);
        Files.delete(file);
        for (String prompt : List.of("a dog", "a cat")) {
            HttpResponse<String> deleted =
                    this.api.post("/models/acme/writer/predictions", "{\"input\":{\"prompt\":\"" + prompt + "\"}}");
            assertThat(deleted.statusCode()).isEqualTo(404);
            assertThat(detail(deleted))
                    .startsWith("A recording was deleted or damaged since the emulator started"
                            + " (0001-models.predictions.create.json, line 1: cannot be read: ")
                    .endsWith("): restore the file and reset the emulator, or restart the emulator");
        }

        Files.write(file, recording);
        this.emulator.reset();
        assertThat(create("acme/writer", "{\"input\":{\"prompt\":\"a dog\"}}")).containsEntry("id", id);
    }

    @Test
    void signingSecretIsTheOneOfTheEmulator() {
        this.api.get("/webhooks/default/secret");

        replay();

        assertThat(TestApi.json(this.api.get("/webhooks/default/secret")))
                .containsEntry("key", this.emulator.webhookSecret());
    }

    @Test
    void errorsFaultsAndJournalWork() {
        this.api.get("/predictions/unknown");
        this.api.get("/account");

        replay();

        assertThat(this.api.get("/predictions/unknown").statusCode()).isEqualTo(404);
        this.emulator.faults().next(Operation.ACCOUNT_GET).status(429);
        assertThat(this.api.get("/account").statusCode()).isEqualTo(429);
        assertThat(this.api.get("/account").statusCode()).isEqualTo(200);
        assertThat(this.emulator.requests().all()).hasSize(3);
    }

    @Test
    void listsAreMatchedByTheirQuery() {
        this.upstream.model("acme/writer").official();
        HttpResponse<String> recorded = this.api.get("/models?sort_by=model_created_at&sort_direction=asc");
        this.api.get("/models");

        replay();

        assertThat(TestApi.results(this.api.get("/models?sort_direction=asc&sort_by=model_created_at"))
                        .get(0))
                .containsEntry("name", TestApi.results(recorded).get(0).get("name"));
        assertThat(detail(this.api.get("/models?sort_direction=desc"))).contains("/query");
    }

    @Test
    void parameterNeedsNoValue() {
        assertThat(this.api.get("/account?verbose").statusCode()).isEqualTo(200);

        replay();

        assertThat(this.api.get("/account?verbose").statusCode()).isEqualTo(200);
        assertThat(detail(this.api.get("/account"))).contains("/query");
    }

    private Map<String, Object> create(String model, String body) {
        HttpResponse<String> response = this.api.post("/models/" + model + "/predictions", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return TestApi.json(response);
    }

    private static Map<?, ?> urls(Map<String, Object> prediction) {
        return (Map<?, ?>) prediction.get("urls");
    }

    private String events(Object stream) {
        return new String(this.api.download(stream).body(), StandardCharsets.UTF_8);
    }

    private Object status(Object id) {
        return this.api.prediction(id).get("status");
    }

    private static String detail(HttpResponse<String> response) {
        return (String) TestApi.json(response).get("detail");
    }

    private void edit(String name, String regex, String replacement) {
        TestFiles.edit(this.folder.resolve(name), text -> text.replaceAll(regex, replacement));
    }
}
