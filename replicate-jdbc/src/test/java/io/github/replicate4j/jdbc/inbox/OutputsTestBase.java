/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.event.StoredOutputs;
import io.github.replicate4j.jdbc.outputs.FolderOutputStore;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.outputs.OutputSettings;
import io.github.replicate4j.jdbc.outputs.OutputStore;
import io.github.replicate4j.jdbc.testing.FileServer;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that keep the files of outputs in one folder. */
abstract class OutputsTestBase extends InboxTestBase {

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    static final String LONG_AGO = "2020-01-02T03:04:05Z";

    final FileServer server = new FileServer();

    final Replicate client = Replicate.builder()
            .baseUrl(this.server.url())
            .bearerToken("r8_test")
            .maxRetries(0)
            .build();

    /** Stored outputs that listeners have received, by the id of the prediction. */
    final Map<String, StoredOutputs> events = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    OutputRetention retention;

    OutputsTestBase(TestDatabase testDatabase) {
        super(testDatabase);
    }

    @BeforeEach
    void forgetRequests() {
        this.server.requests().clear();
        this.events.clear();
    }

    @AfterEach
    void downloadsLeaveNoTemporaryFiles() {
        closeInboxes();
        assertThat(files(".incomplete")).isEmpty();
    }

    final Node outputNode(InboxSettings settings, OutputStore store) {
        return outputNode(settings, store, OutputSettings.DEFAULT, event -> {});
    }

    final Node outputNode() {
        return outputNode(FAST, new FolderOutputStore(this.folder));
    }

    final Node outputNode(
            InboxSettings settings,
            OutputStore store,
            OutputSettings outputs,
            Consumer<PredictionCompletedEvent> listener) {
        this.retention = OutputRetention.of(store, () -> this.client, outputs);
        return new Node(
                this.testDatabase.node(6),
                settings,
                event -> {
                    listener.accept((PredictionCompletedEvent) event);
                    this.events.put(event.subject().id(), ((PredictionCompletedEvent) event).storedOutputs());
                },
                this.retention);
    }

    @AfterAll
    void closeServer() {
        this.client.close();
        this.server.close();
    }

    /** Return the body of the delivery of a prediction that has just completed. */
    static byte[] body(String id, String output) {
        return body(id, output, Instant.now().toString());
    }

    static byte[] body(String id, String output, String completedAt) {
        return ("{\"id\":\"" + id + "\",\"status\":\"succeeded\",\"completed_at\":\"" + completedAt + "\",\"output\":"
                        + output + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Return an output in JSON with the files of the server. */
    final String list(String... names) {
        return "[\""
                + String.join("\",\"", Stream.of(names).map(this.server::url).toList()) + "\"]";
    }

    final StoredOutputs awaitEvent(String id) {
        await().atMost(TIMEOUT).until(() -> this.events.containsKey(id));
        awaitState(id, "DONE");
        return this.events.get(id);
    }

    final String lastError(String id) {
        return (String) row(id).get("last_error");
    }

    static String content(StoredOutput output) {
        try {
            return Files.readString(Path.of(output.location()));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static List<String> contents(StoredOutputs outputs) {
        return outputs.files().stream().map(OutputsTestBase::content).toList();
    }

    final List<String> files(String name) {
        Path child = this.folder.resolve(name);
        if (!Files.exists(child)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(child)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
