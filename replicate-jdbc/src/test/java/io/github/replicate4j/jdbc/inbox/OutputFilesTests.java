/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.event.StoredOutputs;
import io.github.replicate4j.jdbc.outputs.FolderOutputStore;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.outputs.OutputSettings;
import io.github.replicate4j.jdbc.testing.FileServer;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.predictions.Prediction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored of which output. */
class OutputFilesTests extends OutputsTestBase {

    OutputFilesTests() {
        super(TestDatabase.h2());
    }

    @Test
    void filesOfAPredictionAreStoredBeforeListenersAreCalled() throws Exception {
        Node node = outputNode().start();
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model("acme/painter")
                    .official()
                    .respond(script -> script.outputFile("boat".getBytes(StandardCharsets.UTF_8), "png")
                            .outputFile("sea".getBytes(StandardCharsets.UTF_8), "txt")
                            .succeed());
            Prediction prediction = completed(emulator);
            String id = prediction.id();
            node.store(id, bodyOf(emulator, id));

            assertThat(awaitEvent(id).files())
                    .containsExactly(
                            new StoredOutput(0, id + "/0.png", uri(id + "/0.png"), "image/png", 4),
                            new StoredOutput(1, id + "/1.txt", uri(id + "/1.txt"), "text/plain", 3));
            assertThat(contents(this.events.get(id))).containsExactly("boat", "sea");
            assertThat(this.events.get(id).expired()).isFalse();
            assertThat(effects()).containsExactly(id);
            assertThat(this.retention.storedFiles()).isEqualTo(2);
        }
    }

    @Test
    void filesThatReplicateHasRemovedAreExpired() throws Exception {
        Node node = outputNode().start();
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model("acme/painter")
                    .official()
                    .respond(script -> script.outputFile(new byte[] {1}, "png").succeed());
            Prediction prediction = completed(emulator);
            String id = prediction.id();
            byte[] body = new String(bodyOf(emulator, id), StandardCharsets.UTF_8)
                    .replaceFirst("\"completed_at\":\"[^\"]*\"", "\"completed_at\":\"" + LONG_AGO + "\"")
                    .getBytes(StandardCharsets.UTF_8);
            emulator.reset();
            node.store(id, body);

            assertThat(awaitEvent(id)).isEqualTo(new StoredOutputs(List.of(), true));
            assertThat(this.retention.expiredCompletions()).isOne();
        }
    }

    private static Prediction completed(ReplicateEmulator emulator) {
        try (Replicate replicate = Replicate.builder()
                .baseUrl(emulator.baseUrl())
                .bearerToken(ReplicateEmulator.DEFAULT_TOKEN)
                .build()) {
            String id = replicate
                    .models()
                    .predictions()
                    .create("acme/painter", request -> request.input("prompt", "a boat"))
                    .id();
            return replicate.predictions().await(id);
        }
    }

    private static byte[] bodyOf(ReplicateEmulator emulator, String id) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/predictions/" + id))
                                .header("Authorization", "Bearer " + ReplicateEmulator.DEFAULT_TOKEN)
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    private URI uri(String key) {
        return this.folder.resolve(key).toUri();
    }

    @Test
    void textAndUrlsOfOtherHostsAreNotStored() {
        Node node = outputNode().start();
        node.store("p1", body("p1", "\"a text\""));
        node.store("p2", body("p2", "{\"sources\":[\"https://example.com/a.html\"]}"));
        node.store("p3", body("p3", "null"));

        assertThat(awaitEvent("p1")).isEqualTo(StoredOutputs.NONE);
        assertThat(awaitEvent("p2")).isEqualTo(StoredOutputs.NONE);
        assertThat(awaitEvent("p3")).isEqualTo(StoredOutputs.NONE);
        assertThat(this.server.requests()).isEmpty();
    }

    @Test
    void dataUrlsAreStored() {
        Node node = outputNode().start();
        node.store("p1", body("p1", "[\"data:image/png;base64,Ym9hdA==\",\"data:text/plain,sea\"]"));

        StoredOutputs outputs = awaitEvent("p1");
        assertThat(contents(outputs)).containsExactly("boat", "sea");
        assertThat(outputs.files()).extracting(StoredOutput::key).containsExactly("p1/0.png", "p1/1.txt");
    }

    @Test
    void filesInObjectsAreStoredAndRepeatedUrlsOnce() {
        this.server.respond("a.png", FileServer.file("boat"));
        this.server.respond("b.png", FileServer.file("sea"));
        Node node = outputNode().start();
        String a = "\"" + this.server.url("a.png") + "\"";
        String b = "\"" + this.server.url("b.png") + "\"";
        node.store("p1", body("p1", "{\"image\":" + a + ",\"all\":[{\"again\":" + a + "},[" + b + "],\"text\"]}"));

        StoredOutputs outputs = awaitEvent("p1");
        assertThat(contents(outputs)).containsExactly("boat", "boat", "sea");
        assertThat(outputs.files()).extracting(StoredOutput::index).containsExactly(0, 1, 2);
        assertThat(outputs.files()).extracting(StoredOutput::key).containsExactly("p1/0.png", "p1/0.png", "p1/2.png");
        assertThat(this.server.requests()).containsExactlyInAnyOrder("a.png", "b.png");
    }

    @Test
    void deletedFilesDoNotKeepListenersFromTheOthers() {
        this.server.respond("a.png", FileServer.file("boat"));
        this.server.respond("b.png", FileServer.status(410));
        this.server.respond("c.png", FileServer.status(404));
        Node node = outputNode().start();
        node.store("p1", body("p1", list("b.png", "a.png", "c.png"), LONG_AGO));

        StoredOutputs outputs = awaitEvent("p1");
        assertThat(outputs.expired()).isTrue();
        assertThat(outputs.files()).extracting(StoredOutput::index).containsExactly(1);
        assertThat(contents(outputs)).containsExactly("boat");
        assertThat(this.retention.expiredCompletions()).isOne();
    }

    @Test
    void removedDataIsExpired() {
        Node node = outputNode().start();
        node.store(
                "p1",
                "{\"id\":\"p1\",\"status\":\"succeeded\",\"output\":null,\"data_removed\":true}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(awaitEvent("p1")).isEqualTo(new StoredOutputs(List.of(), true));
        assertThat(this.retention.expiredCompletions()).isOne();
    }

    @Test
    void newFileThatIsNotFoundForAMomentIsStored() {
        this.server.respond("a.png", exchange -> {
            this.server.respond("a.png", FileServer.file("boat"));
            exchange.sendResponseHeaders(404, -1);
        });
        Node node = outputNode().start();
        node.store("p1", body("p1", list("a.png")));

        assertThat(contents(awaitEvent("p1"))).containsExactly("boat");
        assertThat(this.server.requests()).hasSize(2);
    }

    @Test
    void truncatedDownloadIsNotStored() {
        this.server.respond("a.png", FileServer.announced("boa", 4));
        Node node = outputNode().start();
        node.store("p1", body("p1", list("a.png")));

        await().atMost(TIMEOUT).until(() -> lastError("p1") != null);
        assertThat(lastError("p1")).contains("A file download");
        assertThat(files("p1")).isEmpty();
        assertThat(this.events).isEmpty();
        this.server.respond("a.png", FileServer.file("boat"));
        assertThat(contents(awaitEvent("p1"))).containsExactly("boat");
    }

    @Test
    void redirectIsNotFollowed() {
        this.server.respond("a.png", exchange -> {
            exchange.getResponseHeaders().add("Location", this.server.url("b.png"));
            exchange.sendResponseHeaders(302, -1);
        });
        Node node = outputNode(FAST.with(settings -> settings.maxAttempts(1)), new FolderOutputStore(this.folder))
                .start();
        node.store("p1", body("p1", list("a.png")));

        awaitState("p1", "PARKED");
        assertThat(lastError("p1")).contains("302");
        assertThat(this.server.requests()).containsExactly("a.png");
    }

    @Test
    void tooLargeOrTooManyFilesParkTheCompletionImmediately() {
        this.server.respond("a.png", FileServer.file("boat"));
        Node node = outputNode(
                        FAST,
                        new FolderOutputStore(this.folder),
                        OutputSettings.DEFAULT.with(
                                settings -> settings.maxFileSize(3).maxFiles(2)),
                        event -> {})
                .start();
        node.store("p1", body("p1", list("a.png")));
        node.store("p2", body("p2", list("b.png", "c.png", "d.png")));

        awaitState("p1", "PARKED");
        assertThat(lastError("p1"))
                .isEqualTo(
                        "OutputStorageException: File 0 of the output of prediction p1 is larger than the maximum of 3"
                                + " bytes. Raise replicate.inbox.outputs.max-file-size, and replay the completion");
        awaitState("p2", "PARKED");
        assertThat(lastError("p2")).contains("3 files, more than the maximum of 2");
        assertThat(files("p1")).isEmpty();
        assertThat(this.events).isEmpty();
        assertThat(this.server.requests()).containsExactly("a.png");
    }

    @Test
    void idOfAPredictionCannotLeadToAnotherFolder() {
        Node node = outputNode().start();
        node.store("../../evil", body("../../evil", "\"data:text/plain,sea\""));

        StoredOutput output = awaitEvent("../../evil").files().get(0);
        assertThat(output.key()).isEqualTo("%2E%2E%2F%2E%2E%2Fevil/0.txt");
        assertThat(this.folder.resolve(output.key())).hasContent("sea");
    }

    @Test
    void fileThatIsTooLargeForTheClientParksTheCompletionImmediately() {
        this.server.respond("a.png", FileServer.file("boat"));
        try (Replicate small = Replicate.builder()
                .baseUrl(this.server.url())
                .bearerToken("r8_test")
                .files(files -> files.maxDownloadSize(3))
                .build()) {
            OutputRetention outputs =
                    OutputRetention.of(new FolderOutputStore(this.folder), () -> small, OutputSettings.DEFAULT);
            Node node = new Node(this.testDatabase.node(6), FAST, event -> {}, outputs).start();
            node.store("p1", body("p1", list("a.png")));

            awaitState("p1", "PARKED");
            assertThat(lastError("p1")).contains("maximum of 3 bytes", "replicate.files.max-download-size");
            assertThat(this.server.requests()).containsExactly("a.png");
        }
    }

    @Test
    void filesThatCannotBeReadDoNotKeepTheCompletionFromListeners() {
        this.server.respond("a.png", FileServer.status(401));
        this.server.respond("b.png", FileServer.status(403));
        this.server.respond("c.png", FileServer.file("boat"));
        Node node = outputNode().start();
        node.store("p1", body("p1", list("a.png", "b.png", "c.png"), LONG_AGO));
        node.store("p2", body("p2", "[\"data:image/png;base64,!!!\",\"data:text/plain,sea\"]", LONG_AGO));

        assertThat(contents(awaitEvent("p1"))).containsExactly("boat");
        assertThat(this.events.get("p1").expired()).isTrue();
        assertThat(contents(awaitEvent("p2"))).containsExactly("sea");
        assertThat(this.events.get("p2").expired()).isTrue();
    }

    @Test
    void fileOfAnOverloadedHostIsRequestedAgain() {
        this.server.respond("a.png", exchange -> {
            this.server.respond("a.png", FileServer.file("boat"));
            exchange.sendResponseHeaders(429, -1);
        });
        Node node = outputNode().start();
        node.store("p1", body("p1", list("a.png"), LONG_AGO));

        assertThat(contents(awaitEvent("p1"))).containsExactly("boat");
        assertThat(this.events.get("p1").expired()).isFalse();
    }
}
