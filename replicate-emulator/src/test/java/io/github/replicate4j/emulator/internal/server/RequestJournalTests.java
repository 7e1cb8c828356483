/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

class RequestJournalTests {

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .token("r8_secret")
            .clock(EmulatorClock.manual(Instant.EPOCH))
            .start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void requestsAreRecordedInOrder() {
        this.api.post("/predictions", TestApi.HELLO_ALICE, "X-Mine", "yes");
        this.api.get("/predictions?source=web");
        this.api.get("/nowhere");

        assertThat(this.emulator.requests().all())
                .extracting(JournalEntry::operation)
                .containsExactly(Operation.PREDICTIONS_CREATE, Operation.PREDICTIONS_LIST, null);
        assertThat(this.emulator.requests().all())
                .extracting(JournalEntry::status)
                .containsExactly(201, 200, 404);
        assertThat(this.emulator.requests().to(Operation.PREDICTIONS_CREATE))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.method()).isEqualTo("POST");
                    assertThat(entry.uri()).isEqualTo(URI.create(this.emulator.baseUrl() + "/predictions"));
                    assertThat(entry.header("x-mine")).isEqualTo("yes");
                    assertThat(entry.body()).isEqualTo(TestApi.HELLO_ALICE);
                    assertThat(entry.json()).contains(entry("version", TestApi.HELLO));
                    assertThat(entry.receivedAt()).isEqualTo(Instant.EPOCH);
                });
    }

    @Test
    void createsIncludeAllOperationsAndTheirInput() {
        this.emulator.model("acme/captioner").official().respond(script -> script.succeed());
        this.api.post("/predictions", TestApi.HELLO_ALICE);
        this.api.get("/predictions");
        this.api.post("/models/acme/captioner/predictions", "{\"input\": {\"image\": \"cat.png\", \"seed\": null}}");
        this.api.post("/deployments/emulator/nowhere/predictions", "{}");

        assertThat(this.emulator.requests().creates())
                .extracting(JournalEntry::operation)
                .containsExactly(
                        Operation.PREDICTIONS_CREATE,
                        Operation.MODELS_PREDICTIONS_CREATE,
                        Operation.DEPLOYMENTS_PREDICTIONS_CREATE);
        assertThat(this.emulator.requests().creates().get(1).input())
                .containsOnly(entry("image", "cat.png"), entry("seed", null));
        assertThatIllegalStateException()
                .isThrownBy(() -> this.emulator.requests().creates().get(2).input())
                .withMessage("The body has no input");
    }

    @Test
    void tokenIsOnlyInAuthorization() {
        this.api.get("/predictions");

        JournalEntry entry = this.emulator.requests().all().get(0);

        assertThat(entry.authorization()).isEqualTo("Bearer r8_secret");
        assertThat(entry.toString()).doesNotContain("r8_secret");
        assertThat(entry.headers().toString()).doesNotContain("r8_secret");
        assertThat(entry.header("Authorization")).isNull();
    }

    @Test
    void oldestRequestsAreRemoved() {
        DefaultRequestJournal journal = new DefaultRequestJournal();
        for (int i = 0; i < DefaultRequestJournal.MAX_ENTRIES + 5; i++) {
            journal.add(null, request(i, new byte[0]));
        }

        assertThat(journal.all()).hasSize(DefaultRequestJournal.MAX_ENTRIES);
        assertThat(journal.all().get(0).uri()).hasToString("http://localhost/5");
    }

    @Test
    void totalBodySizeIsLimited() {
        DefaultRequestJournal journal = new DefaultRequestJournal();
        byte[] body = new byte[(int) (DefaultRequestJournal.MAX_BYTES / 4)];
        for (int i = 0; i < 7; i++) {
            journal.add(null, request(i, body));
        }

        assertThat(journal.all()).hasSize(4);
    }

    @Test
    void headersCountTowardsTheTotalSize() {
        DefaultRequestJournal journal = new DefaultRequestJournal();
        String value = "x".repeat((int) (DefaultRequestJournal.MAX_BYTES / 4));
        for (int i = 0; i < 7; i++) {
            ReceivedRequest request = request(i, new byte[0]);
            request.headers().set("X-Mine", value);
            journal.add(null, request);
        }

        assertThat(journal.all()).hasSize(3);
    }

    private static ReceivedRequest request(int number, byte[] body) {
        return new ReceivedRequest(
                "GET",
                URI.create("http://localhost/" + number),
                Map.of(),
                new LinkedMultiValueMap<>(),
                new HttpHeaders(),
                body,
                null,
                Instant.EPOCH,
                new Links("http://localhost", "http://localhost"));
    }
}
