/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Listing;
import io.github.replicate4j.benchmarks.server.LiveServer;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CapacityTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Test
    void predictionsCompleteEvenlyWithinTheGivenTime() {
        long first = System.currentTimeMillis();
        try (LiveServer server = new LiveServer();
                AsyncReplicate replicate = AsyncReplicate.builder()
                        .baseUrl(server.origin() + "/v1")
                        .bearerToken("r8_any")
                        .buildAsync()) {
            PredictionLoad load = new PredictionLoad(replicate);
            List<Instant> completions = load.createCompleting(4, first, 1)
                    .flatMap(each -> replicate.predictions().await(each.id()))
                    .map(each -> Objects.requireNonNull(each.completedAt()))
                    .sort()
                    .collectList()
                    .block(TIMEOUT);
            assertThat(completions)
                    .extracting(Instant::toEpochMilli)
                    .containsExactly(first, first + 250, first + 500, first + 750);
            assertThat(load.create(3, 0).collectList().block(TIMEOUT))
                    .hasSize(3)
                    .noneMatch(Prediction::isTerminal);
        }
    }

    @Test
    void usageIsAPartOfTheFigures() {
        Figures figures = Figures.of("threads", 70).and(new Saturation("threads", 50, 200).report());
        assertThat(Saturation.of(figures)).containsExactly(new Saturation("threads", 50, 200));
        assertThat(Saturation.of(figures)).extracting(Saturation::percent).containsExactly(25.0);
        assertThat(Saturation.withoutUsage(figures)).isEqualTo(Figures.of("threads", 70));
    }

    @Test
    void rowsOfAListingAreNotCompared() {
        Listing listing = new Listing("memory")
                .row("wait", Figures.of("bytes", 4_000))
                .row("stream", Figures.of("bytes", 40_000));
        assertThat(listing.toString().lines())
                .satisfiesExactly(
                        title -> assertThat(title).matches("memory +bytes"),
                        wait -> assertThat(wait).matches(" +wait +4,000"),
                        stream -> assertThat(stream).matches(" +stream +40,000"));
    }
}
