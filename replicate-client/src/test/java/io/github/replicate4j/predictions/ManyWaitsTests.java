/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.predictions;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
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
import reactor.core.publisher.Flux;

/** Waits that share their requests. */
class ManyWaitsTests extends WireMockTest {

    private static final List<String> IDS =
            IntStream.range(0, 20).mapToObj(i -> "id" + i).toList();

    private static String listed(String status, String more) {
        return IDS.stream()
                .map(id -> Wire.prediction(id, status, "null", more))
                .collect(Collectors.joining(",", "{\"next\":null,\"results\":[", "]}"));
    }

    private static void listIsAnswered(ResponseDefinitionBuilder answer) {
        api.stubFor(get(urlPathEqualTo("/v1/predictions")).willReturn(answer));
    }

    private static void allAreProcessing() {
        IDS.forEach(id -> getIsAnswered(id, json(200, Wire.prediction(id, "processing"))));
        listIsAnswered(json(200, listed("processing", "")));
    }

    private static void allHaveEndedIfTheyAreAskedForSingly() {
        IDS.forEach(id -> getIsAnswered(id, json(200, Wire.succeeded(id, "\"done\""))));
    }

    private static Flux<Prediction> await(AsyncReplicate client) {
        return Flux.fromIterable(IDS).flatMap(id -> client.predictions().await(id), IDS.size());
    }

    private static List<LoggedRequest> pages() {
        return requests().stream()
                .filter(request -> request.getUrl().startsWith("/v1/predictions?"))
                .toList();
    }

    private static int singles() {
        return requests().size() - pages().size();
    }

    @Test
    void twoHundredWaitsEndByPagesAlone() {
        EmulatorClock clock = EmulatorClock.manual();
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().clock(clock).start();
                AsyncReplicate client = Wire.builder(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .run(wait -> wait.pollInterval(Duration.ofMillis(50)))
                        .buildAsync()) {
            emulator.model("acme/slow")
                    .official()
                    .respond(script -> script.pause(Duration.ofMinutes(20))
                            .log("almost")
                            .output("at last")
                            .succeed());
            Map<String, Prediction> ended = new ConcurrentHashMap<>();
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
                    .subscribe(prediction -> ended.put(prediction.id(), prediction));
            Wire.await()
                    .until(() ->
                            emulator.requests().to(Operation.PREDICTIONS_LIST).size() > 10);
            int singles = emulator.requests().to(Operation.PREDICTIONS_GET).size();
            clock.advance(Duration.ofMinutes(20));
            Wire.await().until(() -> ended.size() == 200);
            assertThat(emulator.requests().to(Operation.PREDICTIONS_GET)).hasSize(singles);
            assertThat(ended.values()).allSatisfy(prediction -> {
                assertThat(prediction.succeeded()).isTrue();
                assertThat(prediction.logs()).isEqualTo("almost\n");
                assertThat(client.output(prediction).text()).isEqualTo("at last");
            });
        }
    }

    @Test
    void anEndThatIsListedWithoutLogsIsAskedFor() {
        allAreProcessing();
        List<Prediction> ended = new CopyOnWriteArrayList<>();
        await(this.replicate.async()).subscribe(ended::add);
        Wire.await().until(() -> !pages().isEmpty());
        allHaveEndedIfTheyAreAskedForSingly();
        listIsAnswered(json(
                200,
                listed("succeeded", ",\"completed_at\":\"2026-01-02T03:04:07.5Z\"")
                        .replace("\"logs\":\"\",", "")));
        Wire.await().until(() -> ended.size() == IDS.size());
        assertThat(ended).allMatch(prediction -> "done".equals(prediction.output()));
    }

    @Test
    void noRequestIsSharedBetweenTokens() {
        allAreProcessing();
        AsyncReplicate other = this.replicate.async().withOptions(options -> options.bearerToken("r8_other"));
        await(this.replicate.async()).subscribe();
        await(other).subscribe();
        Wire.await()
                .untilAsserted(() -> assertThat(pages().stream()
                                .map(request -> request.getHeader("Authorization"))
                                .collect(Collectors.toSet()))
                        .isEqualTo(Set.of("Bearer " + Wire.TOKEN, "Bearer r8_other")));
    }

    @Test
    void aPageThatIsTooLargeEndsNoWait() {
        allAreProcessing();
        listIsAnswered(json(200, listed("processing", ",\"much\":\"" + "x".repeat(10_000) + "\"")));
        try (AsyncReplicate client = builder().maxInMemorySize(100_000).buildAsync()) {
            List<Prediction> ended = new CopyOnWriteArrayList<>();
            await(client).subscribe(ended::add);
            Wire.await().until(() -> !pages().isEmpty());
            askedForSingly(5);
            int pages = pages().size();
            askedForSingly(5);
            assertThat(pages()).hasSize(pages);
            allHaveEndedIfTheyAreAskedForSingly();
            Wire.await().until(() -> ended.size() == IDS.size());
        }
    }

    private static void askedForSingly(int times) {
        int singles = singles();
        Wire.await().until(() -> singles() > singles + times * IDS.size());
    }

    @Test
    void aClientThatIsClosedAsksNothingMore() {
        allAreProcessing();
        listIsAnswered(json(200, listed("processing", "")).withFixedDelay(60_000));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        AsyncReplicate client = this.replicate.async();
        IDS.forEach(id -> client.predictions().await(id).subscribe(ended -> {}, failures::add));
        Wire.await().until(() -> !pages().isEmpty());
        client.close();
        Wire.await().until(() -> failures.size() == IDS.size());
        assertThat(failures).allSatisfy(failure -> assertThat(failure).hasMessageContaining("closed"));
        int asked = requests().size();
        Wire.await().during(Duration.ofMillis(100)).until(() -> requests().size() == asked);
    }

    @Test
    void updatesAreAskedForSingly() {
        allAreProcessing();
        Flux.fromIterable(IDS)
                .flatMap(id -> this.replicate.async().predictions().updates(id), IDS.size())
                .subscribe();
        askedForSingly(5);
        assertThat(pages()).isEmpty();
    }
}
