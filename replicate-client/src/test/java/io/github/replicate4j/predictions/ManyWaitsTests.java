/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.testing.RequestCounts;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** Many waits of one client, which poll by page. */
class ManyWaitsTests extends WireMockTest {

    private static final List<String> IDS =
            IntStream.range(0, 20).mapToObj(i -> "id" + i).toList();

    private static String pageOf(String status, String more) {
        return IDS.stream()
                .map(id -> Wire.prediction(id, status, "null", more))
                .collect(Collectors.joining(",", "{\"next\":null,\"results\":[", "]}"));
    }

    private void listReturns(ResponseDefinitionBuilder response) {
        this.api.stubFor(get(urlPathEqualTo("/v1/predictions")).willReturn(response));
    }

    private void returnProcessing() {
        IDS.forEach(id -> getIsAnswered(id, json(200, Wire.prediction(id, "processing"))));
        listReturns(json(200, pageOf("processing", "")));
    }

    private void singleRequestsReturnSucceeded() {
        IDS.forEach(id -> getIsAnswered(id, json(200, Wire.succeeded(id, "\"done\""))));
    }

    private static Flux<Prediction> awaitAll(AsyncReplicate client) {
        return Flux.fromIterable(IDS).flatMap(id -> client.predictions().await(id), IDS.size());
    }

    /** The first page has no query, because the client does not know the creation times yet. */
    private List<LoggedRequest> pageRequests() {
        return requests().stream()
                .filter(request -> request.getUrl().matches("/v1/predictions(\\?.*)?"))
                .toList();
    }

    private int singleRequests() {
        return requests().size() - pageRequests().size();
    }

    @Test
    void pagesCompleteTwoHundredWaits() {
        EmulatorClock clock = EmulatorClock.manual();
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().clock(clock).logsInLists().start();
                AsyncReplicate client = Wire.builder(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .run(run -> run.pollInterval(Duration.ofMillis(50)))
                        .buildAsync()) {
            emulator.model("acme/slow")
                    .official()
                    .respond(script -> script.pause(Duration.ofMinutes(20))
                            .log("almost")
                            .output("at last")
                            .succeed());
            Map<String, Prediction> completed = new ConcurrentHashMap<>();
            List<String> ids = Flux.range(0, 200)
                    .concatMap(i -> {
                        clock.advance(Duration.ofSeconds(1));
                        return client.models().predictions().create("acme/slow", request -> request.input(Map.of()));
                    })
                    .map(Prediction::id)
                    .collectList()
                    .block();
            Flux.fromIterable(ids)
                    .flatMap(id -> client.predictions().await(id), ids.size())
                    .subscribe(prediction -> completed.put(prediction.id(), prediction));
            Wire.await().until(() -> latestRequestsAreForPages(emulator));
            clock.advance(Duration.ofMinutes(20));
            Wire.await().until(() -> completed.size() == 200);
            // One or two polls that are due at a time are single requests; how many there are depends on the machine.
            assertThat(emulator.requests().to(Operation.PREDICTIONS_GET)).hasSizeLessThan(ids.size() / 10);
            assertThat(completed.values()).allSatisfy(prediction -> {
                assertThat(prediction.succeeded()).isTrue();
                assertThat(prediction.logs()).isEqualTo("almost\n");
                assertThat(client.output(prediction).text()).isEqualTo("at last");
            });
        }
    }

    private static boolean latestRequestsAreForPages(ReplicateEmulator emulator) {
        List<JournalEntry> requests = emulator.requests().all();
        return requests.subList(Math.max(0, requests.size() - 10), requests.size()).stream()
                .allMatch(request -> request.operation() == Operation.PREDICTIONS_LIST);
    }

    private static String completedPage(String status, String output) {
        return pageOf(status, ",\"completed_at\":\"2026-01-02T03:04:07.5Z\"")
                .replace("\"output\":null", "\"output\":" + output)
                .replace("\"logs\":\"\",", "");
    }

    @Test
    void pageWithoutLogsCompletesWaitsAndLogsAreReadOnRequest() {
        returnProcessing();
        List<Prediction> completed = new CopyOnWriteArrayList<>();
        awaitAll(this.replicate.async()).subscribe(completed::add);
        Wire.await().until(() -> pageRequests().size() > 2);
        listReturns(json(200, completedPage("succeeded", "\"done\"")));
        Wire.await().until(() -> completed.size() > IDS.size() / 2);
        assertThat(completed).noneMatch(Prediction::hasLogs);
        // One or two polls that are due at a time are single requests.
        singleRequestsReturnSucceeded();
        Wire.await().until(() -> completed.size() == IDS.size());
        assertThat(completed).allMatch(prediction -> "done".equals(prediction.output()));
        Prediction first = completed.get(0);
        getIsAnswered(
                first.id(),
                json(200, Wire.succeeded(first.id(), "\"done\"").replace("\"logs\":\"\"", "\"logs\":\"all of them\"")));
        assertThat(this.replicate.predictions().logs(first)).isEqualTo("all of them");
        assertThat(this.replicate.async().predictions().logs(first).block()).isEqualTo("all of them");
    }

    @Test
    void logsOfACompletePredictionNeedNoRequest() {
        getIsAnswered("id0", json(200, Wire.succeeded("id0", "1")));
        Prediction prediction = this.replicate.predictions().get("id0");
        assertThat(this.replicate.predictions().logs(prediction)).isEmpty();
        assertThat(requests()).hasSize(1);
    }

    /** Logs explain a failure. Without an output, the list may have omitted it, too. */
    @ParameterizedTest
    @CsvSource({"failed, '\"done\"'", "succeeded, null"})
    void singleRequestFollowsPageOf(String status, String output) {
        returnProcessing();
        List<Prediction> completed = new CopyOnWriteArrayList<>();
        awaitAll(this.replicate.async()).subscribe(completed::add);
        Wire.await().until(() -> !pageRequests().isEmpty());
        IDS.forEach(id -> getIsAnswered(id, json(200, Wire.prediction(id, status, "\"full\"", ""))));
        listReturns(json(200, completedPage(status, output)));
        Wire.await().until(() -> completed.size() == IDS.size());
        assertThat(completed).allMatch(prediction -> "full".equals(prediction.output()));
    }

    @Test
    void runsThatAwaitCompletionHaveLogs() {
        createIsAnswered(json(201, Wire.prediction("id0", "starting")));
        returnProcessing();
        List<Prediction> completed = new CopyOnWriteArrayList<>();
        awaitAll(this.replicate.async()).subscribe();
        this.replicate
                .async()
                .run(request -> request.model("acme/model").input(Map.of()).awaitCompletion())
                .subscribe(output -> completed.add(output.prediction()));
        Wire.await().until(() -> !pageRequests().isEmpty());
        singleRequestsReturnSucceeded();
        listReturns(json(200, completedPage("succeeded", "\"done\"")));
        Wire.await().until(() -> !completed.isEmpty());
        assertThat(completed).allMatch(Prediction::hasLogs);
    }

    @Test
    void tokensDoNotSharePages() {
        returnProcessing();
        AsyncReplicate other = this.replicate.async().withOptions(options -> options.bearerToken("r8_other"));
        awaitAll(this.replicate.async()).subscribe();
        awaitAll(other).subscribe();
        Wire.await()
                .untilAsserted(() -> assertThat(pageRequests().stream()
                                .map(request -> request.getHeader("Authorization"))
                                .collect(Collectors.toSet()))
                        .isEqualTo(Set.of("Bearer " + Wire.TOKEN, "Bearer r8_other")));
    }

    @Test
    void waitsCompleteAlthoughThePageIsTooLarge() {
        returnProcessing();
        listReturns(json(200, pageOf("processing", ",\"much\":\"" + "x".repeat(10_000) + "\"")));
        try (AsyncReplicate client = withoutPollLimit().maxInMemorySize(100_000).buildAsync()) {
            List<Prediction> completed = new CopyOnWriteArrayList<>();
            awaitAll(client).subscribe(completed::add);
            Wire.await().until(() -> !pageRequests().isEmpty());
            awaitSingleRequests(5);
            int pages = pageRequests().size();
            awaitSingleRequests(5);
            assertThat(pageRequests()).hasSize(pages);
            singleRequestsReturnSucceeded();
            Wire.await().until(() -> completed.size() == IDS.size());
        }
    }

    /** The default limit would make hundreds of polls take many seconds. */
    private ReplicateBuilder withoutPollLimit() {
        return builder().run(run -> run.maxPollsPerMinute(1_000_000));
    }

    private void awaitSingleRequests(int times) {
        int singles = singleRequests();
        Wire.await().until(() -> singleRequests() > singles + times * IDS.size());
    }

    @Test
    void closedClientStopsPolling() {
        returnProcessing();
        listReturns(json(200, pageOf("processing", "")).withFixedDelay(60_000));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        AsyncReplicate client = this.replicate.async();
        IDS.forEach(id -> client.predictions().await(id).subscribe(completed -> {}, failures::add));
        Wire.await().until(() -> !pageRequests().isEmpty());
        client.close();
        Wire.await().until(() -> failures.size() == IDS.size());
        assertThat(failures).allSatisfy(failure -> assertThat(failure).hasMessageContaining("closed"));
        RequestCounts.awaitNoMore(() -> requests().size());
    }

    @Test
    void updatesUseSingleRequests() {
        returnProcessing();
        try (AsyncReplicate client = withoutPollLimit().buildAsync()) {
            Flux.fromIterable(IDS)
                    .flatMap(id -> client.predictions().updates(id), IDS.size())
                    .subscribe();
            awaitSingleRequests(5);
            assertThat(pageRequests()).isEmpty();
        }
    }
}
