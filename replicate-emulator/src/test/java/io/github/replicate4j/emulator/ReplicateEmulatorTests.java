/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicateEmulatorTests {

    @Test
    void resetRestoresTheInitialState() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(EmulatorClock.manual()).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/mine").official();
            emulator.model("replicate/hello-world").respond(script -> script.fail("changed"));
            emulator.deployment("acme/app", "acme/mine");
            api.post("/predictions", TestApi.HELLO_ALICE);
            emulator.faults().always().status(500);

            emulator.reset();

            assertThat(emulator.predictions()).isEmpty();
            assertThat(emulator.requests().all()).isEmpty();
            HttpResponse<String> hello = api.post("/predictions", TestApi.HELLO_ALICE);
            assertThat(hello.headers().firstValue("ratelimit-remaining")).hasValue("599");
            emulator.clock().advance(Duration.ofSeconds(1));
            assertThat(api.prediction(TestApi.json(hello).get("id"))).containsEntry("output", "hello Alice");
            assertThat(api.post("/models/acme/mine/predictions", "{\"input\":{}}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(api.post("/deployments/acme/app/predictions", "{\"input\":{}}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void resetCompletesPendingWaits() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            CompletableFuture<HttpResponse<String>> response = new TestApi(emulator)
                    .postAsync("/models/emulator/slow/predictions", "{\"input\":{}}", "Prefer", "wait");
            await().until(() -> emulator.running().size() == 1);

            emulator.reset();

            assertThat(response)
                    .succeedsWithin(Duration.ofSeconds(30))
                    .satisfies(reply -> assertThat(reply.statusCode()).isEqualTo(202));
        }
    }

    @Test
    void closeStopsEverythingAndIsIdempotent() {
        EmulatorClock clock = EmulatorClock.manual(java.time.Instant.EPOCH);
        ReplicateEmulator emulator = ReplicateEmulator.builder().clock(clock).start();
        TestApi api = new TestApi(emulator);
        AtomicInteger later = new AtomicInteger();
        emulator.model("acme/slow")
                .official()
                .respond(script ->
                        script.boot(Duration.ofSeconds(1)).outputFile(() -> new byte[later.incrementAndGet()], "bin"));
        api.create("acme/slow");

        emulator.close();
        emulator.close();

        clock.advance(Duration.ofHours(1));
        assertThat(later).hasValue(0);
        assertThat(emulator.predictions()).isEmpty();
        assertThatExceptionOfType(TestApi.BrokenExchange.class).isThrownBy(() -> api.get("/predictions"));
    }

    @Test
    void predictionThatIsCreatedDuringCloseDoesNotRun() throws Exception {
        EmulatorClock clock = EmulatorClock.manual();
        ReplicateEmulator emulator = ReplicateEmulator.builder().clock(clock).start();
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        AtomicInteger later = new AtomicInteger();
        emulator.model("acme/slow").official().respond(script -> {
            worker.complete(Thread.currentThread());
            closed.join();
            script.boot(Duration.ofSeconds(1)).outputFile(() -> new byte[later.incrementAndGet()], "bin");
        });
        new TestApi(emulator).postAsync("/models/acme/slow/predictions", "{\"input\":{}}");
        worker.get();

        emulator.close();
        closed.complete(null);
        worker.get().join();

        clock.advance(Duration.ofHours(1));
        assertThat(later).hasValue(0);
        assertThat(emulator.predictions()).isEmpty();
    }

    @Test
    void interruptedThreadClosesEverything(@TempDir Path folder) {
        Path state = folder.resolve("state.zip");
        ReplicateEmulator emulator =
                ReplicateEmulator.builder().https().stateFile(state).start();
        emulator.deployment("emulator/kept", "emulator/slow");

        Thread.currentThread().interrupt();
        emulator.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(emulator.certificate()).doesNotExist();
        try (ReplicateEmulator next =
                ReplicateEmulator.builder().stateFile(state).start()) {
            assertThat(new TestApi(next).get("/deployments").body()).contains("kept");
        }
    }

    @Test
    void portCanBeReusedAfterClose() {
        ReplicateEmulator first = ReplicateEmulator.start();
        int port = first.port();
        new TestApi(first).get("/predictions");
        first.close();

        try (ReplicateEmulator second = ReplicateEmulator.builder().port(port).start()) {
            assertThat(second.baseUrl()).hasToString("http://localhost:" + port + "/v1");
            assertThat(new TestApi(second).get("/predictions").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void usedPortIsReported() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            ReplicateEmulatorBuilder second = ReplicateEmulator.builder().port(emulator.port());

            assertThatIllegalStateException()
                    .isThrownBy(second::start)
                    .withMessageContaining(Integer.toString(emulator.port()));
        }
    }

    @Test
    void emulatorsAreIndependent() {
        try (ReplicateEmulator one = ReplicateEmulator.start();
                ReplicateEmulator other = ReplicateEmulator.start()) {
            new TestApi(one).post("/predictions", TestApi.HELLO_ALICE);

            assertThat(one.predictions()).hasSize(1);
            assertThat(other.predictions()).isEmpty();
        }
    }

    @Test
    void predictionsRunConcurrently() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            TestApi api = new TestApi(emulator);

            List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, 200)
                    .mapToObj(i -> api.postAsync(
                            "/predictions", TestApi.HELLO_ALICE.replace("Alice", "No " + i), "Prefer", "wait"))
                    .toList();

            for (int i = 0; i < responses.size(); i++) {
                HttpResponse<String> response = responses.get(i).join();
                assertThat(response.statusCode()).isEqualTo(201);
                assertThat(TestApi.json(response)).containsEntry("output", "hello No " + i);
            }
            assertThat(emulator.predictions())
                    .hasSize(200)
                    .extracting(EmulatedPrediction::id)
                    .doesNotHaveDuplicates();
            assertThat(emulator.running()).isEmpty();
        }
    }

    @Test
    void anyTokenIsAcceptedButNotNone() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder().anyToken().start()) {
            assertThat(emulator.token()).isEqualTo("emulator");
            assertThat(new TestApi(emulator, "whatever").get("/predictions").statusCode())
                    .isEqualTo(200);
            assertThat(new TestApi(emulator, "").get("/predictions").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void indexPageListsModelsAndPredictions() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            TestApi api = new TestApi(emulator);
            api.post("/predictions", TestApi.HELLO_ALICE);

            HttpResponse<String> page = api.get("http://localhost:" + emulator.port() + "/");

            assertThat(page.headers().firstValue("content-type")).hasValue("text/html;charset=UTF-8");
            assertThat(page.body())
                    .contains("replicate/hello-world")
                    .contains(emulator.predictions().get(0).id());
        }
    }

    @Test
    void indexPageHidesTheQueryOfWebhookUrls() {
        try (WebhookReceiver receiver = new WebhookReceiver();
                ReplicateEmulator emulator = ReplicateEmulator.builder()
                        .clock(EmulatorClock.manual())
                        .start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model").official();
            api.createWithWebhook("acme/model", receiver.url("/hook?key=secret"));
            emulator.clock().advance(Duration.ofSeconds(1));

            String page = api.get("http://localhost:" + emulator.port() + "/").body();

            assertThat(page)
                    .contains("completed")
                    .contains("/hook<")
                    .contains("204")
                    .doesNotContain("secret");
        }
    }

    @Test
    void webhookSecretIsConfigurable() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        ReplicateEmulatorBuilder builder =
                EmulatorOptions.parse("--port=0", "--webhook-secret=" + secret).clock(EmulatorClock.manual());
        try (WebhookReceiver receiver = new WebhookReceiver();
                ReplicateEmulator emulator = builder.start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/model").official();
            api.createWithWebhook("acme/model", receiver.url());
            emulator.clock().advance(Duration.ofSeconds(1));

            assertThat(TestApi.json(api.get("/webhooks/default/secret"))).containsEntry("key", secret);
            assertThat(emulator.webhookSecret()).isEqualTo(secret);
            assertThat(receiver.received()).isNotEmpty().allMatch(each -> each.isSignedWith(secret));
        }
    }

    @Test
    void rejectsInvalidArguments() {
        ReplicateEmulatorBuilder builder = ReplicateEmulator.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pageSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.token(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.webhookSecret("whsec_"));
        try (ReplicateEmulator emulator = builder.start()) {
            assertThatIllegalArgumentException().isThrownBy(() -> emulator.model("captioner"));
            assertThatIllegalArgumentException().isThrownBy(() -> emulator.deployment("acme/app", "acme/none"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> emulator.model("acme/x").version("1"));
        }
    }

    @Test
    void printsThePropertiesThatTheStarterAccepts() {
        assertThat(EmulatorMain.starterProperties(URI.create("http://localhost:8787/v1"), "mine"))
                .isEqualTo("replicate.base-url=http://localhost:8787/v1 and replicate.bearer-token=mine");
        assertThat(EmulatorMain.starterProperties(URI.create("https://emulator.test/v1"), "mine"))
                .isEqualTo("replicate.base-url=https://emulator.test/v1 and replicate.bearer-token=mine");
        assertThat(EmulatorMain.starterProperties(URI.create("http://emulator:8787/v1"), "emulator"))
                .isEqualTo("replicate.emulator.base-url=http://emulator:8787/v1");
        assertThat(EmulatorMain.starterProperties(URI.create("http://emulator:8787/v1"), "mine"))
                .startsWith("replicate.emulator.base-url=http://emulator:8787/v1")
                .contains("without --token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "emulator.localhost", "LOCALHOST"})
    void printsThatTheStarterAcceptsAnyTokenForThisMachine(String host) {
        String url = "http://" + host + ":8787/v1";

        assertThat(EmulatorMain.starterProperties(URI.create(url), "mine"))
                .isEqualTo("replicate.base-url=" + url + " and replicate.bearer-token=mine");
    }
}
