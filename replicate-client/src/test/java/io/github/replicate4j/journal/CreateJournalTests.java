/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.journal;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.internal.journal.JournalEntries;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Each create is recorded before it is sent, and its outcome is recorded once. */
class CreateJournalTests {

    private static final String CREATED = Wire.prediction("created", "starting");

    private final RecordingJournal journal = new RecordingJournal();

    private FaultServer server = FaultServer.start();

    private Replicate replicate = client();

    @AfterEach
    void close() throws Exception {
        this.replicate.close();
        this.server.close();
    }

    private Replicate client() {
        return Wire.builder(this.server.baseUrl())
                .journal(this.journal)
                .defaultWebhook(WebhookTarget.to(URI.create("https://app.test/hook")))
                .build();
    }

    private void serverDoes(FaultServer.Behavior... script) {
        this.server.then(script);
    }

    enum Create {
        PREDICTION(
                client -> client.predictions()
                        .create(request -> request.version(Wire.VERSION).input(Map.of("a", 1))),
                client -> client.predictions()
                        .create(request -> request.version(Wire.VERSION).input(Map.of("a", 1))),
                "PREDICTION CREATE predictions.create /predictions"),
        MODEL(
                client ->
                        client.models().predictions().create("acme/painter", request -> request.input(Map.of("a", 1))),
                client ->
                        client.models().predictions().create("acme/painter", request -> request.input(Map.of("a", 1))),
                "PREDICTION CREATE models.predictions.create /models/acme/painter/predictions"),
        DEPLOYMENT(
                client -> client.deployments()
                        .predictions()
                        .create("acme/fast", request -> request.input(Map.of("a", 1))),
                client -> client.deployments()
                        .predictions()
                        .create("acme/fast", request -> request.input(Map.of("a", 1))),
                "PREDICTION CREATE deployments.predictions.create /deployments/acme/fast/predictions"),
        TRAINING(
                client -> client.trainings()
                        .create(
                                "a/b",
                                "v",
                                request -> request.destination("me/mine").input(Map.of("a", 1))),
                client -> client.trainings()
                        .create(
                                "a/b",
                                "v",
                                request -> request.destination("me/mine").input(Map.of("a", 1))),
                "TRAINING CREATE trainings.create /models/a/b/versions/v/trainings"),
        USE(
                client -> client.use(Wire.VERSION).create(Map.of("a", 1)),
                client -> client.use(Wire.VERSION).create(Map.of("a", 1)),
                "PREDICTION CREATE predictions.create /predictions");

        private final Function<Replicate, Object> blocking;

        private final Function<AsyncReplicate, Mono<?>> reactive;

        private final String description;

        Create(Function<Replicate, Object> blocking, Function<AsyncReplicate, Mono<?>> reactive, String description) {
            this.blocking = blocking;
            this.reactive = reactive;
            this.description = description;
        }

        Object call(ClientStyle style, Replicate client) {
            return style.call(
                    client,
                    this.blocking,
                    reactive -> this.reactive.apply(reactive).cast(Object.class));
        }
    }

    private static String describe(JournaledCreate create) {
        return create.type() + " " + create.origin() + " " + create.operation() + " " + create.path();
    }

    private void create() {
        Create.PREDICTION.call(ClientStyle.BLOCKING, this.replicate);
    }

    private String outcome() {
        await().until(() -> !this.journal.outcomes.isEmpty());
        // A second outcome would be reported by the time that the client has closed.
        this.replicate.close();
        assertThat(this.journal.outcomes).hasSize(1);
        return this.journal.outcomes.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void createIsRecordedBeforeItIsSent(Create create) {
        this.journal.onBegin = () -> assertThat(this.server.requests()).isEmpty();
        create.call(ClientStyle.BLOCKING, this.replicate);
        assertThat(this.journal.creates)
                .extracting(CreateJournalTests::describe)
                .containsExactly(create.description);
        assertThat(outcome()).isEqualTo("entry1 created created starting");
        assertThat(this.journal.threads).allMatch(thread -> thread.startsWith("replicate-journal-"));
        assertThat(this.server.requests().get(0).body()).contains("&replicate-entry=entry1\"");
    }

    @ParameterizedTest
    @EnumSource
    void reactiveCreateIsRecorded(Create create) {
        create.call(ClientStyle.REACTIVE, this.replicate);
        assertThat(this.journal.creates)
                .extracting(CreateJournalTests::describe)
                .containsExactly(create.description);
        assertThat(outcome()).isEqualTo("entry1 created created starting");
    }

    @Test
    void runIsRecordedAsRun() {
        this.server.afterwards(FaultServer.json(201, Wire.succeeded("created", "\"x\"")));
        this.replicate.run("acme/painter", Map.of());
        this.replicate.run(Wire.VERSION, Map.of());
        assertThat(this.journal.creates)
                .extracting(JournaledCreate::origin)
                .containsExactly(JournaledCreate.Origin.RUN, JournaledCreate.Origin.RUN);
        await().untilAsserted(() -> assertThat(this.journal.outcomes)
                .containsExactlyInAnyOrder("entry1 created created succeeded", "entry2 created created succeeded"));
    }

    @Test
    void fingerprintDependsOnContentButNotOnOrderOrWebhook() {
        this.replicate.models().predictions().create("a/b", request -> request.input(inOrder("x", 1, "y", 2.50)));
        this.replicate
                .models()
                .predictions()
                .create(
                        "a/b",
                        request -> request.input(inOrder("y", 2.5, "x", 1)).withoutWebhook());
        this.replicate.models().predictions().create("a/b", request -> request.input(inOrder("x", 2, "y", 2.5)));
        this.replicate.models().predictions().create("a/c", request -> request.input(inOrder("x", 1, "y", 2.5)));
        List<JournaledCreate> creates = this.journal.creates;
        assertThat(creates.get(0).fingerprint())
                .matches("[0-9a-f]{64}")
                .isEqualTo(creates.get(1).fingerprint())
                .isNotEqualTo(creates.get(2).fingerprint())
                .isNotEqualTo(creates.get(3).fingerprint());
        assertThat(creates.get(0).inputFingerprint())
                .matches("[0-9a-f]{64}")
                .isEqualTo(creates.get(1).inputFingerprint())
                .isNotEqualTo(creates.get(2).inputFingerprint())
                .isEqualTo(creates.get(3).inputFingerprint());
    }

    private static Map<String, Object> inOrder(String first, Object firstValue, String second, Object secondValue) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put(first, firstValue);
        input.put(second, secondValue);
        return input;
    }

    @Test
    void defaultWebhookIsExpected() {
        this.replicate
                .models()
                .predictions()
                .create("a/b", request -> request.input(Map.of()).reference("order-42"));
        this.replicate
                .models()
                .predictions()
                .create("a/b", request -> request.input(Map.of()).withoutWebhook());
        this.replicate
                .models()
                .predictions()
                .create(
                        "a/b",
                        request -> request.input(Map.of())
                                .webhook(URI.create("https://other.test/hook"), WebhookEventType.COMPLETED));
        assertThat(this.journal.creates)
                .extracting(JournaledCreate::webhookExpected)
                .containsExactly(true, false, false);
        assertThat(this.journal.creates).extracting(JournaledCreate::reference).containsExactly("order-42", null, null);
        assertThat(this.server.requests().get(2).body())
                .contains("https://other.test/hook\"")
                .doesNotContain("replicate-entry");
    }

    @Test
    void entryIsReadFromBody() {
        String url = "https://app.test/hook?replicate=prediction&replicate-entry=entry1";
        serverDoes(
                FaultServer.json(201, Wire.prediction("created", "starting", "null", ",\"webhook\":\"" + url + "\"")));
        Prediction created = this.replicate.models().predictions().create("a/b", request -> request.input(Map.of()));
        assertThat(JournalEntries.id(created)).isEqualTo("entry1");
        assertThat(JournalEntries.id(created, "replicate-entry=other")).isEqualTo("entry1");
    }

    @Test
    void rejectedCreateIsRefused() {
        serverDoes(FaultServer.json(422, "{\"detail\":\"input is wrong\"}"));
        assertThatExceptionOfType(UnprocessableEntityException.class).isThrownBy(this::create);
        assertThat(outcome()).startsWith("entry1 refused ").contains("422", "input is wrong");
    }

    @Test
    void retriesHaveOneEntry() {
        serverDoes(
                FaultServer.json(429, "{\"detail\":\"slow down\"}"),
                FaultServer.json(429, "{\"detail\":\"slow down\"}"),
                FaultServer.json(201, CREATED));
        create();
        assertThat(outcome()).isEqualTo("entry1 created created starting");
        assertThat(this.journal.creates).hasSize(1);
    }

    @Test
    void createThatStaysRateLimitedIsRefused() {
        this.server.afterwards(FaultServer.json(429, "{\"detail\":\"slow down\"}"));
        assertThatExceptionOfType(RateLimitException.class).isThrownBy(this::create);
        assertThat(outcome()).startsWith("entry1 refused ").contains("429");
    }

    @Test
    void createThatCannotConnectIsRefused() throws Exception {
        this.server.close();
        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(this::create);
        assertThat(outcome()).startsWith("entry1 refused ").contains("could not be sent");
    }

    @Test
    void lostResponseIsUnknown() {
        serverDoes(FaultServer.closeAfterBody());
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(this::create);
        assertThat(outcome()).startsWith("entry1 unknown null ");
    }

    @Test
    void serverErrorIsUnknown() {
        serverDoes(FaultServer.json(502, "{}"));
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(this::create);
        assertThat(outcome()).startsWith("entry1 unknown null ").contains("502");
    }

    @Test
    void incompleteResponseWithIdIsUnknown() {
        serverDoes(FaultServer.tornBody(201, CREATED.substring(0, 60)));
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(this::create);
        assertThat(outcome()).startsWith("entry1 unknown created ");
    }

    @Test
    void unreadableResponseIsUnknown() {
        serverDoes(FaultServer.json(201, "[]"));
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(this::create);
        assertThat(outcome()).startsWith("entry1 unknown null ");
    }

    @Test
    void confidentialValuesAreNotRecorded() {
        serverDoes(
                FaultServer.json(422, "{\"detail\":\"token " + Wire.TOKEN + " at https://x.test/f?signature=abc\"}"));
        assertThatExceptionOfType(UnprocessableEntityException.class).isThrownBy(this::create);
        assertThat(outcome()).doesNotContain(Wire.TOKEN, "signature=abc");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSentIfJournalFails(ClientStyle style) {
        this.journal.onBegin = () -> {
            throw new IllegalStateException("the database is down");
        };
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> Create.PREDICTION.call(style, this.replicate))
                .withMessage("predictions.create was not sent: the journal could not record it (the database is down)."
                        + " Check the journal's database, and repeat the call.")
                .havingCause()
                .withMessage("the database is down");
        assertThat(this.server.requests()).isEmpty();
        assertThat(this.journal.outcomes).isEmpty();
    }

    @Test
    void failureOfJournalWithoutMessageIsNamed() {
        this.journal.onBegin = () -> {
            throw new IllegalStateException();
        };
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(this::create)
                .withMessageContaining("could not record it (java.lang.IllegalStateException)");
    }

    @Test
    void errorOfJournalReachesCaller() {
        this.journal.onBegin = () -> {
            throw new NoClassDefFoundError("Driver");
        };
        assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(this::create);
        assertThat(this.server.requests()).isEmpty();
    }

    @Test
    void failureToRecordOutcomeDoesNotAffectCall() {
        this.journal.onOutcome = () -> {
            throw new IllegalStateException("the database is down");
        };
        create();
        assertThat(outcome()).isEqualTo("entry1 created created starting");
    }

    @Test
    void invalidInputIsNotRecorded() {
        Map<String, Object> input = Map.of("a", new StringReader("x"));
        assertThat(catchThrowable(
                        () -> this.replicate.models().predictions().create("a/b", request -> request.input(input))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(this.journal.creates).isEmpty();
    }

    @Test
    void cancelWhileWaitingForJournalSendsNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        this.journal.onBegin = () -> {
            begun.countDown();
            awaitLatch(proceed);
        };
        Disposable call = this.replicate
                .async()
                .models()
                .predictions()
                .create("a/b", request -> request.input(Map.of()))
                .subscribe();
        begun.await();
        call.dispose();
        proceed.countDown();
        assertThat(outcome()).isEqualTo("entry1 refused the call was cancelled before the request was sent");
        assertThat(this.server.requests()).isEmpty();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void deadlineWhileWaitingForJournalSendsNothing() {
        CountDownLatch proceed = new CountDownLatch(1);
        this.journal.onBegin = () -> awaitLatch(proceed);
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> this.replicate.run(
                        request -> request.model("acme/painter").input(Map.of()).timeout(Duration.ofMillis(50))))
                .withMessageContaining("Nothing was created");
        proceed.countDown();
        assertThat(outcome()).isEqualTo("entry1 refused the call was cancelled before the request was sent");
        assertThat(this.server.requests()).isEmpty();
    }

    @Test
    void lateResponseIsRecorded() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        serverDoes(FaultServer.answerAfter(answer, FaultServer.json(201, CREATED)));
        Disposable call = cancelledAfterSend();
        assertThat(call.isDisposed()).isTrue();
        assertThat(this.journal.outcomes).isEmpty();
        this.server.afterwards(FaultServer.json(200, Wire.prediction("created", "canceled")));
        answer.countDown();
        assertThat(outcome()).isEqualTo("entry1 created created starting");
    }

    @Test
    void lateLossIsRecorded() {
        CountDownLatch answer = new CountDownLatch(1);
        serverDoes(FaultServer.answerAfter(answer, FaultServer.text("")));
        cancelledAfterSend();
        answer.countDown();
        assertThat(outcome()).startsWith("entry1 unknown null ");
    }

    @Test
    void lateRejectionIsRecorded() {
        CountDownLatch answer = new CountDownLatch(1);
        serverDoes(FaultServer.answerAfter(answer, FaultServer.json(422, "{\"detail\":\"wrong\"}")));
        cancelledAfterSend();
        answer.countDown();
        assertThat(outcome()).startsWith("entry1 refused ").contains("422");
    }

    @Test
    void lateIncompleteResponseIsRecorded() {
        CountDownLatch answer = new CountDownLatch(1);
        serverDoes(FaultServer.answerAfter(answer, FaultServer.tornBody(201, CREATED.substring(0, 60))));
        this.server.afterwards(FaultServer.json(200, Wire.prediction("created", "canceled")));
        cancelledAfterSend();
        answer.countDown();
        assertThat(outcome()).startsWith("entry1 unknown created ");
    }

    private Disposable cancelledAfterSend() {
        Disposable call = this.replicate
                .async()
                .models()
                .predictions()
                .create("a/b", request -> request.input(Map.of()))
                .subscribe(created -> {}, failure -> {});
        await().until(() -> this.server.creates() == 1);
        call.dispose();
        return call;
    }

    @Test
    void cancelWhileRetryIsDelayedIsRefused() {
        Replicate delayed = Wire.builder(this.server.baseUrl())
                .journal(this.journal)
                .retry(retry -> retry.initialDelay(Duration.ofMinutes(1)).maxDelay(Duration.ofMinutes(1)))
                .build();
        try (delayed) {
            serverDoes(FaultServer.json(429, "{\"detail\":\"slow down\"}", "Retry-After: 60"));
            AtomicReference<Throwable> failed = new AtomicReference<>();
            Disposable call = delayed.async()
                    .models()
                    .predictions()
                    .create("a/b", request -> request.input(Map.of()))
                    .subscribe(created -> {}, failed::set);
            await().until(() -> this.server.creates() == 1);
            // The response is processed within a moment after the request; the cancel may arrive before or after it.
            call.dispose();
            assertThat(outcome()).startsWith("entry1 refused ").contains("429");
            assertThat(failed.get()).isNull();
        }
    }

    @Test
    void outcomeAfterCloseIsRecorded() {
        Replicate closing = Wire.builder(this.server.baseUrl())
                .journal(this.journal)
                .closeTimeout(Duration.ofMillis(100))
                .timeout(Duration.ofSeconds(2))
                .build();
        serverDoes(FaultServer.neverAnswer());
        Mono<Prediction> create =
                closing.async().models().predictions().create("a/b", request -> request.input(Map.of()));
        create.subscribe(created -> {}, failure -> {});
        await().until(() -> this.server.creates() == 1);
        closing.close();
        assertThat(outcome()).startsWith("entry1 unknown null ");
    }

    @Test
    void closeWaitsForJournal() {
        CountDownLatch recording = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        this.journal.onOutcome = () -> {
            recording.countDown();
            awaitLatch(closing);
            this.journal.outcomes.add("recorded");
        };
        create();
        awaitLatch(recording);
        Thread closed = new Thread(this.replicate::close);
        closed.start();
        await().until(() -> this.replicate.isClosed());
        assertThat(closed.isAlive()).isTrue();
        closing.countDown();
        await().until(() -> !closed.isAlive());
        assertThat(this.journal.outcomes).containsExactly("entry1 created created starting", "recorded");
    }

    @Test
    void eachOfManyCancelledCreatesHasOneOutcome() throws Exception {
        int count = Stress.times(150, 1500);
        Consumer<Integer> create = i -> {
            Disposable call = this.replicate
                    .async()
                    .models()
                    .predictions()
                    .create("a/b", request -> request.input(Map.of()))
                    .subscribe(created -> {}, failure -> {});
            long until = System.nanoTime() + i % 15 * 200_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            call.dispose();
        };
        for (int i = 0; i < count; i++) {
            create.accept(i);
        }
        await().untilAsserted(() -> assertThat(this.journal.outcomes).hasSameSizeAs(this.journal.creates));
        this.replicate.close();
        assertThat(this.journal.outcomes)
                .extracting(outcome -> outcome.split(" ")[0])
                .doesNotHaveDuplicates()
                .hasSameSizeAs(this.journal.creates);
        assertThat(this.journal.outcomes.stream()
                        .filter(outcome -> outcome.contains(" refused "))
                        .count())
                .isEqualTo(this.journal.creates.size() - this.server.creates());
    }

    @Test
    void tooManyWaitingCreatesAreNotSent() {
        CountDownLatch proceed = new CountDownLatch(1);
        this.journal.onBegin = () -> awaitLatch(proceed);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (int i = 0; i < 1_003; i++) {
            this.replicate
                    .async()
                    .models()
                    .predictions()
                    .create("a/b", request -> request.input(Map.of()))
                    .subscribe(created -> {}, failed::set);
        }
        await().untilAsserted(() -> assertThat(failed.get())
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("models.predictions.create was not sent"));
        proceed.countDown();
    }

    @Test
    void outcomeIsRecordedWhileOtherCreatesWaitForJournal() {
        CountDownLatch answer = new CountDownLatch(1);
        serverDoes(FaultServer.answerAfter(answer, FaultServer.json(201, CREATED)));
        createInBackground();
        await().until(() -> this.server.creates() == 1);
        CountDownLatch proceed = new CountDownLatch(1);
        this.journal.onBegin = () -> awaitLatch(proceed);
        createInBackground();
        createInBackground();
        await().until(() -> this.journal.threads.size() == 3);
        answer.countDown();
        await().untilAsserted(
                        () -> assertThat(this.journal.outcomes).containsExactly("entry1 created created starting"));
        proceed.countDown();
    }

    private void createInBackground() {
        this.replicate
                .async()
                .models()
                .predictions()
                .create("a/b", request -> request.input(Map.of()))
                .subscribe(created -> {}, failure -> {});
    }

    @Test
    void clientWithoutJournalHasNoJournalThread() {
        this.replicate.close();
        try (Replicate plain = Wire.builder(this.server.baseUrl()).build()) {
            AtomicReference<String> thread = new AtomicReference<>();
            plain.async()
                    .models()
                    .predictions()
                    .create("a/b", request -> request.input(Map.of()))
                    .doOnNext(created -> thread.set(Thread.currentThread().getName()))
                    .subscribe();
            await().until(() -> thread.get() != null);
            assertThat(thread.get()).doesNotContain("journal");
        }
        assertThat(this.journal.creates).isEmpty();
    }
}
