/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.state;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.ReplicateEmulatorBuilder;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTests {

    @TempDir
    private Path folder;

    private final EmulatorClock clock = EmulatorClock.manual();

    @Test
    void predictionsSurviveARestart() {
        Map<String, Object> before;
        EmulatedPrediction prediction;
        try (ReplicateEmulator emulator = start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model")
                    .official()
                    .respond((input, script) -> script.log("Working")
                            .metric("tokens", 3)
                            .outputValue(Map.of("text", input, "score", 0.5))
                            .succeed());
            HttpResponse<String> created = api.post(
                    "/models/acme/model/predictions",
                    "{\"input\":{\"a\":[1,null,\"ü\"]},\"webhook_events_filter\":[\"start\"]}",
                    "Cancel-After",
                    "5m");
            before = api.prediction(TestApi.json(created).get("id"));
            prediction = emulator.predictions().get(0);
        }

        try (ReplicateEmulator emulator = start()) {
            assertThat(emulator.predictions()).containsExactly(prediction);
            Map<String, Object> after = new TestApi(emulator).prediction(prediction.id());
            assertThat(after).containsEntry("status", "succeeded").containsEntry("metrics", before.get("metrics"));
            assertThat(after.keySet()).isEqualTo(before.keySet());
        }
    }

    @Test
    void orderOfPredictionsSurvives() {
        List<String> ids;
        try (ReplicateEmulator emulator = start()) {
            TestApi api = new TestApi(emulator);
            for (int i = 0; i < 20; i++) {
                api.post("/predictions", TestApi.HELLO_ALICE);
            }
            this.clock.advance(Duration.ofMinutes(1));
            ids = ids(emulator);
        }

        try (ReplicateEmulator emulator = start()) {
            assertThat(ids(emulator)).hasSize(20).isEqualTo(ids);
        }
    }

    @Test
    void outputFilesSurviveOnAnotherPort() {
        String path;
        try (ReplicateEmulator emulator = start()) {
            emulator.model("acme/painter")
                    .official()
                    .respond(script ->
                            script.outputFile(new byte[] {1, 2}, "png").outputFile(new byte[] {3}, "png"));
            new TestApi(emulator).create("acme/painter");
            path = firstOutput(emulator).substring(root(emulator).length());
        }

        try (ReplicateEmulator emulator = start()) {
            assertThat(firstOutput(emulator)).isEqualTo(root(emulator) + path);
            HttpResponse<byte[]> file = new TestApi(emulator).download(firstOutput(emulator));
            assertThat(file.body()).containsExactly(1, 2);
            assertThat(file.headers().firstValue("content-type")).hasValue("image/png");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void savedOutputsCountTowardsTheLimit(boolean dataUrls) {
        for (int i = 0; i < 2; i++) {
            ReplicateEmulatorBuilder builder = builder(file()).maxBytes(150_000);
            try (ReplicateEmulator emulator = (dataUrls ? builder.outputsAsDataUrls() : builder).start()) {
                emulator.model("acme/painter")
                        .official()
                        .respond(script -> script.outputFile(new byte[100_000], "bin"));
                Object id = new TestApi(emulator).create("acme/painter").get("id");
                assertThat(ids(emulator)).isEqualTo(List.of(id));
            }
        }
    }

    @Test
    void streamOfACompletedPredictionSurvives() throws Exception {
        String before;
        String path;
        try (ReplicateEmulator emulator = start()) {
            String url = stream(
                    emulator,
                    script -> script.output("one ")
                            .output("two ")
                            .pause(Duration.ofSeconds(2))
                            .output("three")
                            .pause(Duration.ofSeconds(3))
                            .succeed());
            this.clock.advance(Duration.ofSeconds(5));
            before = events(url, null);
            assertThat(before)
                    .containsSubsequence("event: output", "data: one", "data: two", "data: three", "event: done");
            path = url.substring(root(emulator).length());
        }

        try (ReplicateEmulator emulator = start()) {
            assertThat(events(root(emulator) + path, null)).isEqualTo(before);
        }
    }

    @Test
    void streamOfASingleListSurvives() throws Exception {
        String before;
        String path;
        try (ReplicateEmulator emulator = start()) {
            String url = stream(emulator, script -> script.outputValue(List.of(1, 2, 3)));
            before = events(url, null);
            path = url.substring(root(emulator).length());
        }

        try (ReplicateEmulator emulator = start()) {
            assertThat(events(root(emulator) + path, null)).isEqualTo(before);
        }
    }

    @Test
    void streamOfAnInterruptedPredictionIsResumed() throws Exception {
        String id = this.clock.now().getEpochSecond() + ":0";
        String path;
        try (ReplicateEmulator emulator = start()) {
            path = stream(
                            emulator,
                            script -> script.output("one")
                                    .pause(Duration.ofSeconds(2))
                                    .output("two")
                                    .hang())
                    .substring(root(emulator).length());
            this.clock.advance(Duration.ofSeconds(5));
        }

        try (ReplicateEmulator emulator = start()) {
            assertThat(events(root(emulator) + path, id))
                    .containsSubsequence("data: two", "event: error", "event: done")
                    .doesNotContain("data: one");
        }
    }

    @Test
    void dataIsStillRemovedAnHourAfterCompletion() {
        try (ReplicateEmulator emulator = start()) {
            new TestApi(emulator).post("/predictions", TestApi.HELLO_ALICE);
            this.clock.advance(Duration.ofSeconds(1));
        }
        this.clock.advance(Duration.ofMinutes(59));

        try (ReplicateEmulator emulator = start()) {
            assertThat(emulator.predictions().get(0).output()).isEqualTo("hello Alice");
            this.clock.advance(Duration.ofMinutes(1));
            assertThat(emulator.predictions().get(0).dataRemoved()).isTrue();
            assertThat(emulator.predictions().get(0).output()).isNull();
        }
    }

    @Test
    void manualClockContinues() {
        Instant later;
        try (ReplicateEmulator emulator = start()) {
            new TestApi(emulator).create("emulator/slow");
            this.clock.advance(Duration.ofMinutes(2));
            later = this.clock.now();
        }
        EmulatorClock behind = EmulatorClock.manual(later.minus(Duration.ofHours(1)));
        EmulatorClock ahead = EmulatorClock.manual(later.plus(Duration.ofHours(1)));

        try (ReplicateEmulator emulator = builder(file()).clock(behind).start()) {
            assertThat(behind.now()).isEqualTo(later);
            assertThat(emulator.predictions().get(0).completedAt()).isEqualTo(later);
            assertThat(emulator.predictions().get(0).metrics()).containsEntry("total_time", 120.0);
        }
        builder(file()).clock(ahead).start().close();
        assertThat(ahead.now()).isEqualTo(later.plus(Duration.ofHours(1)));
    }

    @Test
    void manualClockContinuesAfterAStateOfTheSystemClock() {
        builder(file()).clock(EmulatorClock.system()).start().close();
        EmulatorClock behind = EmulatorClock.manual(Instant.EPOCH);

        builder(file()).clock(behind).start().close();

        assertThat(behind.now()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
    }

    @Test
    void interruptedPredictionDoesNotCompleteBeforeItsCreation() {
        EmulatorClock future = EmulatorClock.manual(Instant.now().plus(Duration.ofDays(30)));
        try (ReplicateEmulator emulator = builder(file()).clock(future).start()) {
            new TestApi(emulator).create("emulator/slow");
        }

        try (ReplicateEmulator emulator =
                builder(file()).clock(EmulatorClock.system()).start()) {
            EmulatedPrediction prediction = emulator.predictions().get(0);
            assertThat(prediction.completedAt()).isEqualTo(prediction.createdAt());
            assertThat(prediction.metrics()).containsEntry("total_time", 0.0);
        }
    }

    @Test
    void passingTimeAloneIsNoChange() throws IOException {
        Object before;
        try (ReplicateEmulator emulator =
                builder(file()).clock(EmulatorClock.system()).start()) {
            before = fileKey();
            assertThat(emulator.predictions()).isEmpty();
        }
        assertThat(fileKey()).isEqualTo(before);
    }

    @Test
    void interruptedPredictionFailsAndItsWebhookIsDelivered() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String id;
            try (ReplicateEmulator emulator = start()) {
                id = (String) new TestApi(emulator)
                        .createWithWebhook("emulator/slow", receiver.url(), "completed")
                        .get("id");
                assertThat(emulator.running()).containsExactly(id);
            }

            try (ReplicateEmulator emulator = start()) {
                EmulatedPrediction prediction = emulator.prediction(id);
                assertThat(prediction.status()).isEqualTo(EmulatedPrediction.Status.FAILED);
                assertThat(prediction.error()).isEqualTo("The emulator was restarted while the prediction was running");
                assertThat(emulator.running()).isEmpty();
                await().untilAsserted(() -> assertThat(emulator.webhooks().deliveries())
                        .singleElement()
                        .matches(delivery -> delivery.predictionId().equals(id)
                                && delivery.event() == WebhookEventType.COMPLETED
                                && delivery.isSuccess()));
            }
        }
    }

    @Test
    void predictionWhoseOutputWasCompleteSucceeds() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String id;
            Instant outputComplete = this.clock.now();
            try (ReplicateEmulator emulator = start()) {
                emulator.model("acme/writer")
                        .official()
                        .respond(
                                script -> script.output("done").outputComplete().pause(Duration.ofSeconds(10)));
                HttpResponse<String> held = new TestApi(emulator)
                        .post(
                                "/models/acme/writer/predictions",
                                TestApi.webhookBody(receiver.url(), "completed"),
                                "Prefer",
                                "wait");
                assertThat(TestApi.json(held)).containsEntry("output", List.of("done"));
                id = (String) TestApi.json(held).get("id");
                this.clock.advance(Duration.ofSeconds(1));
            }

            try (ReplicateEmulator emulator = start()) {
                EmulatedPrediction prediction = emulator.prediction(id);
                assertThat(prediction.status()).isEqualTo(EmulatedPrediction.Status.SUCCEEDED);
                assertThat(prediction.output()).isEqualTo(List.of("done"));
                assertThat(prediction.error()).isNull();
                assertThat(prediction.completedAt()).isEqualTo(outputComplete);
                await().untilAsserted(() -> assertThat(emulator.webhooks().deliveries())
                        .singleElement()
                        .matches(delivery -> delivery.predictionId().equals(id) && delivery.isSuccess()));
            }
        }
    }

    @Test
    void uploadedFilesSurvive() {
        String id;
        try (ReplicateEmulator emulator = start()) {
            String url = new TestApi(emulator).upload(new byte[] {1, 2, 3});
            id = url.substring(url.lastIndexOf('/') + 1);
        }

        try (ReplicateEmulator emulator = start()) {
            TestApi api = new TestApi(emulator);
            assertThat(TestApi.json(api.get("/files/" + id))).containsEntry("size", 3);
            emulator.model("acme/size")
                    .official()
                    .respond((input, script) -> script.outputValue(script.inputFile(input.get("file")).length));
            api.post(
                    "/models/acme/size/predictions",
                    "{\"input\":{\"file\":\"" + emulator.baseUrl() + "/files/" + id + "\"}}");
            assertThat(emulator.predictions().get(0).output()).isEqualTo(3);
        }
    }

    @Test
    void deploymentsAndTrainedVersionsSurvive() {
        String version;
        try (ReplicateEmulator emulator = start()) {
            TestApi api = new TestApi(emulator);
            api.post(
                    "/models",
                    "{\"owner\":\"emulator\",\"name\":\"mine\",\"visibility\":\"private\",\"hardware\":\"cpu\","
                            + "\"description\":\"My model\"}");
            train(api, "emulator/trainer", "emulator/mine");
            version = firstVersion(api, "emulator/mine");
            HttpResponse<String> deployed = api.post(
                    "/deployments",
                    "{\"name\":\"app\",\"model\":\"emulator/mine\",\"version\":\"" + version
                            + "\",\"hardware\":\"cpu\",\"min_instances\":0,\"max_instances\":1}");
            assertThat(deployed.statusCode()).as(deployed.body()).isEqualTo(200);
        }

        try (ReplicateEmulator emulator = start()) {
            TestApi api = new TestApi(emulator);
            assertThat(TestApi.json(api.get("/models/emulator/mine")))
                    .containsEntry("description", "My model")
                    .containsEntry("visibility", "private");
            assertThat(firstVersion(api, "emulator/mine")).isEqualTo(version);
            assertThat(TestApi.results(api.get("/trainings")))
                    .singleElement()
                    .satisfies(training -> assertThat(training).containsEntry("status", "succeeded"));
            assertThat(TestApi.at(api.get("/deployments/emulator/app"), "current_release", "version"))
                    .isEqualTo(version);
            api.post("/deployments/emulator/app/predictions", "{\"input\":{\"prompt\":\"hi\"}}");
            this.clock.advance(Duration.ofMinutes(1));
            assertThat(emulator.predictions().get(0).status()).isEqualTo(EmulatedPrediction.Status.SUCCEEDED);
        }
    }

    @Test
    void versionTrainedFromOneOfALaterModelSurvives() {
        try (ReplicateEmulator emulator = start()) {
            TestApi api = new TestApi(emulator);
            api.post(
                    "/models",
                    "{\"owner\":\"emulator\",\"name\":\"mine\",\"visibility\":\"private\",\"hardware\":\"cpu\"}");
            train(api, "emulator/trainer", "emulator/mine");
            train(api, "emulator/mine", "emulator/trainer");
        }

        try (ReplicateEmulator emulator = start()) {
            TestApi api = new TestApi(emulator);
            String version = firstVersion(api, "emulator/trainer");
            api.post("/predictions", "{\"version\":\"" + version + "\",\"input\":{\"prompt\":\"hi\"}}");
            this.clock.advance(Duration.ofMinutes(1));
            assertThat(emulator.predictions().get(0).output()).isEqualTo("in the style of the training: hi");
        }
    }

    @Test
    void deploymentNamesItsMissingModel() {
        try (ReplicateEmulator emulator = start()) {
            emulator.model("acme/writer").official().respond(script -> script.output("done"));
            emulator.deployment("emulator/app", "acme/writer");
        }

        try (ReplicateEmulator emulator = start()) {
            HttpResponse<String> response =
                    new TestApi(emulator).post("/deployments/emulator/app/predictions", "{\"input\":{}}");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(TestApi.json(response))
                    .containsEntry(
                            "detail",
                            "The deployment runs the model acme/writer, which does not exist in this emulator:"
                                    + " define it again");
        }
    }

    @ParameterizedTest
    @CsvSource({"false,Changed", "true,Of a client"})
    void descriptionInAFileIsReplacedOnlyByThatOfAClient(boolean changedByClient, String expected) throws IOException {
        Path definition = Files.createDirectory(this.folder.resolve("models")).resolve("captioner.json");
        String json = "{\"name\":\"emulator/captioner\",\"official\":true,\"description\":\"%s\"}";
        Files.writeString(definition, json.formatted("Original"));
        try (ReplicateEmulator emulator =
                builder(file()).models(definition.getParent()).start()) {
            TestApi api = new TestApi(emulator);
            api.create("emulator/captioner");
            if (changedByClient) {
                api.patch("/models/emulator/captioner", "{\"description\":\"Of a client\"}");
            }
        }
        Files.writeString(definition, json.formatted("Changed"));

        try (ReplicateEmulator emulator =
                builder(file()).models(definition.getParent()).start()) {
            assertThat(TestApi.json(new TestApi(emulator).get("/models/emulator/captioner")))
                    .containsEntry("description", expected)
                    .containsEntry("run_count", 1);
        }
    }

    @Test
    void builtInDeploymentThatWasDeletedRemainsDeleted() {
        try (ReplicateEmulator emulator = start()) {
            assertThat(new TestApi(emulator)
                            .delete("/deployments/emulator/pictures")
                            .statusCode())
                    .isEqualTo(204);
        }

        try (ReplicateEmulator emulator = start()) {
            assertThat(new TestApi(emulator)
                            .get("/deployments/emulator/pictures")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void changesAreWrittenWhileTheEmulatorRuns() throws IOException {
        Path copy = this.folder.resolve("copy.zip");
        String id;
        try (ReplicateEmulator emulator = start()) {
            long empty = Files.size(file());
            id = (String) TestApi.json(new TestApi(emulator).post("/predictions", TestApi.HELLO_ALICE))
                    .get("id");
            await().until(() -> Files.size(file()) != empty);
            // As after a crash.
            Files.copy(file(), copy);
        }

        try (ReplicateEmulator emulator = builder(copy).start()) {
            assertThat(ids(emulator)).containsExactly(id);
        }
    }

    @Test
    void unchangedStateIsNotWrittenAgain() throws IOException {
        Object before;
        try (ReplicateEmulator emulator = start()) {
            new TestApi(emulator).get("/predictions");
            before = fileKey();
        }
        assertThat(fileKey()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "truncated", "bit", "json", "format"})
    void damagedFileIsRenamed(String damage) throws Exception {
        try (ReplicateEmulator emulator = start()) {
            new TestApi(emulator).post("/predictions", TestApi.HELLO_ALICE);
            new TestApi(emulator).upload(new byte[] {1});
        }
        damage(damage);
        byte[] damaged = Files.readAllBytes(file());

        try (ReplicateEmulator emulator = start()) {
            assertThat(emulator.predictions()).isEmpty();
            assertThat(TestApi.results(new TestApi(emulator).get("/files"))).isEmpty();
            assertThat(TestApi.results(new TestApi(emulator).get("/deployments")))
                    .hasSize(1);
            new TestApi(emulator).post("/predictions", TestApi.HELLO_ALICE);
        }

        try (Stream<Path> files = Files.list(this.folder)) {
            assertThat(files)
                    .hasSize(3)
                    .filteredOn(each -> each.getFileName().toString().startsWith("state.zip.damaged-"))
                    .singleElement()
                    .satisfies(each -> assertThat(each).hasBinaryContent(damaged));
        }
        try (ReplicateEmulator emulator = start()) {
            assertThat(emulator.predictions()).hasSize(1);
        }
    }

    @Test
    void emptyFileIsNotDamaged() throws IOException {
        Files.createFile(file());

        start().close();

        try (Stream<Path> files = Files.list(this.folder)) {
            assertThat(files).containsExactlyInAnyOrder(file(), lockFile());
        }
    }

    @Test
    void lockFileStaysTheSame() throws IOException {
        start().close();
        Object before =
                Files.readAttributes(lockFile(), BasicFileAttributes.class).fileKey();

        start().close();

        assertThat(Files.readAttributes(lockFile(), BasicFileAttributes.class).fileKey())
                .isEqualTo(before);
        assertThat(lockFile()).isEmptyFile();
    }

    @Test
    void secondEmulatorCannotUseTheFile() {
        try (ReplicateEmulator emulator = start()) {
            assertThatIllegalStateException()
                    .isThrownBy(this::start)
                    .withMessage("The state file " + file() + " is used by another emulator: choose another file");
            assertThat(new TestApi(emulator).get("/predictions").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void missingFolderIsReported() {
        Path missing = this.folder.resolve("missing/state.zip");

        assertThatIllegalStateException()
                .isThrownBy(() -> builder(missing).start())
                .withMessageStartingWith("The state file " + missing + " cannot be used: ");
    }

    private void damage(String damage) throws Exception {
        switch (damage) {
            case "text" -> Files.writeString(file(), "not a ZIP file");
            case "truncated" -> {
                try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
                    bytes.setLength(bytes.length() / 2);
                }
            }
            case "bit" -> {
                byte[] bytes = Files.readAllBytes(file());
                bytes[100] ^= 0x10;
                Files.write(file(), bytes);
            }
            case "json" -> write("{\"format\":1,\"predictions\":[{}]}");
            default -> write("{\"format\":99}");
        }
    }

    private void write(String json) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("state.json"));
            zip.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Object fileKey() throws IOException {
        return Files.readAttributes(file(), BasicFileAttributes.class).fileKey();
    }

    private ReplicateEmulator start() {
        return builder(file()).start();
    }

    private ReplicateEmulatorBuilder builder(Path file) {
        return ReplicateEmulator.builder().stateFile(file).clock(this.clock);
    }

    private Path file() {
        return this.folder.resolve("state.zip");
    }

    private Path lockFile() {
        return this.folder.resolve("state.zip.lock");
    }

    /** Create a prediction of a model with a stream, and return the URL of the stream. */
    private static String stream(ReplicateEmulator emulator, Consumer<ModelScript> script) {
        emulator.model("acme/writer").official().streams().respond(script);
        TestApi api = new TestApi(emulator);
        return (String)
                TestApi.at(api.get("/predictions/" + api.create("acme/writer").get("id")), "urls", "stream");
    }

    private static String events(String url, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static List<String> ids(ReplicateEmulator emulator) {
        return emulator.predictions().stream().map(EmulatedPrediction::id).toList();
    }

    private static String root(ReplicateEmulator emulator) {
        return "http://localhost:" + emulator.port();
    }

    private static String firstOutput(ReplicateEmulator emulator) {
        return (String) ((List<?>) emulator.predictions().get(0).output()).get(0);
    }

    private void train(TestApi api, String model, String destination) {
        HttpResponse<String> created = api.post(
                "/models/" + model + "/versions/" + firstVersion(api, model) + "/trainings",
                "{\"destination\":\"" + destination + "\",\"input\":{}}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        this.clock.advance(Duration.ofMinutes(1));
    }

    private static String firstVersion(TestApi api, String model) {
        return (String) TestApi.results(api.get("/models/" + model + "/versions"))
                .get(0)
                .get("id");
    }

    @Test
    void folderIsNotAStateFile(@TempDir Path folder) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReplicateEmulator.builder().stateFile(folder).start())
                .withMessageContaining("is not a file: use the name of a file");
        assertThat(folder).isDirectory();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateEmulator.builder().stateFile(Path.of("")))
                .withMessage("The path of the state file is empty: use the name of a file");
    }
}
