/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveServerTests {

    private final LiveServer server = new LiveServer();

    private final Replicate replicate = Replicate.builder()
            .baseUrl(this.server.origin() + "/v1")
            .bearerToken("r8_any")
            .build();

    @AfterEach
    void close() {
        this.replicate.close();
        this.server.close();
    }

    private Prediction create(Map<String, Object> input) {
        return this.replicate
                .predictions()
                .create(request -> request.version(Wire.VERSION).input(input));
    }

    @Test
    void completesAPredictionAtTheTimeInItsInput() {
        // Opens the connection.
        create(Map.of());
        Instant end = Instant.ofEpochMilli(System.currentTimeMillis() + 1_000);
        Prediction created = create(Map.of("ends_at", end.toEpochMilli()));
        assertThat(created.isTerminal()).isFalse();
        Prediction completed = this.replicate.predictions().await(created.id());
        assertThat(completed.completedAt()).isEqualTo(end);
        assertThat(Instant.now()).isAfter(end);
    }

    @Test
    void listsEachPredictionOnceNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            ids.add(create(Map.of()).id());
        }
        Collections.reverse(ids);
        assertThat(this.replicate.predictions().list().results()).hasSize(100);
        assertThat(this.replicate.predictions().list().all().map(Prediction::id))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void listsPredictionsOfATimeRange() {
        create(Map.of());
        Prediction second = create(Map.of());
        Prediction third = create(Map.of());
        assertThat(this.replicate
                        .predictions()
                        .list(request -> request.createdAfter(Objects.requireNonNull(second.createdAt()))
                                .createdBefore(Objects.requireNonNull(third.createdAt())))
                        .all()
                        .map(Prediction::id))
                .containsExactly(second.id());
    }
}
