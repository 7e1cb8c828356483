/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictionListTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .clock(EmulatorClock.manual(START))
            .pageSize(2)
            .start();

    private final TestApi api = new TestApi(this.emulator);

    private final List<Object> ids = new ArrayList<>();

    @BeforeEach
    void fivePredictionsADayApart() {
        this.emulator.model("acme/quick").official();
        for (int i = 0; i < 5; i++) {
            this.ids.add(0, this.api.create("acme/quick").get("id"));
            this.emulator.clock().advance(Duration.ofDays(1));
        }
    }

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void pagesAreOrderedNewestFirst() {
        HttpResponse<String> first = this.api.get("/predictions");
        HttpResponse<String> second = this.api.get(link(first, "next"));
        HttpResponse<String> third = this.api.get(link(second, "next"));

        assertThat(idsOf(first)).isEqualTo(this.ids.subList(0, 2));
        assertThat(idsOf(second)).isEqualTo(this.ids.subList(2, 4));
        assertThat(idsOf(third)).isEqualTo(this.ids.subList(4, 5));
        assertThat(link(first, "previous")).isNull();
        assertThat(link(third, "next")).isNull();
    }

    @Test
    void previousPagesCanBeRead() {
        HttpResponse<String> second = this.api.get(link(this.api.get("/predictions"), "next"));
        HttpResponse<String> third = this.api.get(link(second, "next"));

        HttpResponse<String> back = this.api.get(link(third, "previous"));
        HttpResponse<String> further = this.api.get(link(back, "previous"));

        assertThat(idsOf(back)).isEqualTo(this.ids.subList(2, 4));
        assertThat(idsOf(further)).isEqualTo(this.ids.subList(0, 2));
        assertThat(link(further, "previous")).isNull();
        assertThat(idsOf(this.api.get(link(further, "next")))).isEqualTo(this.ids.subList(2, 4));
    }

    @Test
    void linksAreAbsoluteAndCursorsOpaque() {
        assertThat(link(this.api.get("/predictions"), "next"))
                .matches(this.emulator.baseUrl() + "/predictions\\?cursor=[\\w-]+");
    }

    @Test
    void parametersWithSpecialCharactersAreKeptInLinks() {
        String next = link(this.api.get("/predictions?a%20%5Bb%5D=c%26d"), "next");

        assertThat(next).contains("?a+%5Bb%5D=c%26d&cursor=");
        assertThat(idsOf(this.api.get(next))).isEqualTo(this.ids.subList(2, 4));
    }

    @Test
    void newPredictionsDoNotShiftPages() {
        HttpResponse<String> first = this.api.get("/predictions");
        this.api.create("acme/quick");

        assertThat(idsOf(this.api.get(link(first, "next")))).isEqualTo(this.ids.subList(2, 4));
    }

    @Test
    void timeFilterAppliesToAllPages() {
        String after = URLEncoder.encode("2026-01-02T01:00:00+01:00", StandardCharsets.UTF_8);

        HttpResponse<String> first =
                this.api.get("/predictions?created_after=" + after + "&created_before=2026-01-05T00:00:00Z");
        HttpResponse<String> second = this.api.get(link(first, "next"));

        assertThat(idsOf(first)).isEqualTo(this.ids.subList(1, 3));
        assertThat(idsOf(second)).isEqualTo(this.ids.subList(3, 4));
        assertThat(link(second, "next")).isNull();
    }

    @Test
    void sourceWebIsEmpty() {
        assertThat(idsOf(this.api.get("/predictions?source=web"))).isEmpty();
        assertThat(this.api.get("/predictions?source=api").statusCode()).isEqualTo(422);
    }

    @Test
    void invalidTimeOrCursorIsRejected() {
        assertThat(this.api.get("/predictions?created_after=yesterday").statusCode())
                .isEqualTo(422);
        assertThat(this.api.get("/predictions?cursor=abc").statusCode()).isEqualTo(404);
    }

    @Test
    void listsHaveNoLogs() {
        assertThat(TestApi.results(this.api.get("/predictions"))).hasSize(2).allSatisfy(Shape.LISTED_PREDICTION::check);
    }

    @Test
    void listsHaveLogsIfRequired() {
        try (ReplicateEmulator withLogs =
                ReplicateEmulator.builder().logsInLists().start()) {
            TestApi withLogsApi = new TestApi(withLogs);
            withLogs.model("acme/chatty").official().respond(script -> script.log("hello"));
            withLogsApi.create("acme/chatty");

            assertThat(TestApi.results(withLogsApi.get("/predictions")))
                    .singleElement()
                    .satisfies(prediction -> {
                        Shape.PREDICTION.check(prediction);
                        assertThat(prediction).containsEntry("logs", "hello\n");
                    });
        }
    }

    private static String link(HttpResponse<String> page, String name) {
        return (String) TestApi.json(page).get(name);
    }

    private static List<Object> idsOf(HttpResponse<String> page) {
        return TestApi.results(page).stream().map(each -> each.get("id")).toList();
    }
}
