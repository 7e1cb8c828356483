/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.limits;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.cost.Price;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.models.Visibility;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.settings.FileEncoding;
import io.github.replicate4j.testing.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Limits on creates, counted at the emulator. */
class CreateLimitTests {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final EmulatorClock clock = EmulatorClock.manual();

    private ReplicateEmulator emulator;

    private final List<Replicate> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        this.emulator = ReplicateEmulator.builder().clock(this.clock).anyToken().start();
        this.emulator
                .model("acme/echo")
                .official()
                .streams()
                .respond(script -> script.output("a").metric("image_count", 2).succeed());
        this.emulator.model("acme/hangs").official().respond(script -> script.hang());
        this.emulator
                .model("acme/slow")
                .official()
                .respond(script ->
                        script.pause(Duration.ofMinutes(1)).output("b").succeed());
        this.emulator.deployment("acme/deployed", "acme/hangs");
    }

    @AfterEach
    void stop() {
        this.clients.forEach(Replicate::close);
        this.emulator.close();
    }

    private Replicate client(Consumer<LimitSettings.Builder> limits) {
        return client(limits, builder -> {});
    }

    private Replicate client(Consumer<LimitSettings.Builder> limits, Consumer<ReplicateBuilder> change) {
        ReplicateBuilder builder = Wire.builder(this.emulator.baseUrl().toString())
                .bearerToken(this.emulator.token())
                .limits(limits);
        change.accept(builder);
        Replicate client = builder.build();
        this.clients.add(client);
        return client;
    }

    private static Prediction create(Replicate client, String model) {
        return client.models().predictions().create(model, request -> request.input("text", "x"));
    }

    private static Mono<Prediction> createAsync(Replicate client, String model) {
        return client.async().models().predictions().create(model, request -> request.input("text", "x"));
    }

    private List<Operation> sent() {
        return this.emulator.requests().all().stream()
                .map(JournalEntry::operation)
                .filter(operation -> !operation.method().equals("GET"))
                .toList();
    }

    @Test
    void nothingIsSentAboveTheLimitHoweverThePredictionIsCreated() {
        Replicate client = client(limits -> limits.maxInFlight(1));
        create(client, "acme/hangs");
        int before = sent().size();
        String version = "acme/echo:" + this.emulator.model("acme/echo").versionId();
        Map<String, Object> input = Map.of("file", FileUpload.of(new byte[300_000], "a.bin"));
        List<Runnable> creates = List.of(
                () -> client.predictions()
                        .create(request -> request.version(version).input(input).fileEncoding(FileEncoding.UPLOAD)),
                () -> client.models().predictions().create("acme/echo", request -> request.input(input)),
                () -> client.deployments().predictions().create("acme/deployed", request -> request.input(input)),
                () -> client.trainings()
                        .create(
                                "acme/echo",
                                this.emulator.model("acme/echo").versionId(),
                                request -> request.destination("acme/mine").input(input)),
                () -> client.run("acme/echo", input),
                () -> client.use("acme/echo").run(input),
                () -> client.use("acme/echo").create(input),
                () -> client.use("acme/echo").stream(input).toList(),
                () -> client.withOptions(options -> options.maxRetries(0)).run("acme/echo", input));
        for (Runnable create : creates) {
            assertThatExceptionOfType(CreateLimitException.class)
                    .isThrownBy(create::run)
                    .satisfies(denied -> assertThat(denied.limit()).isEqualTo(CreateLimit.MAX_IN_FLIGHT));
        }
        assertThat(sent()).hasSize(before);
    }

    @Test
    void placeIsFreeHoweverTheClientLearnsOfTheCompletion() {
        CompletionSignals signals = new CompletionSignals();
        Replicate client = client(limits -> limits.maxInFlight(1), builder -> builder.signals(signals));
        client.run("acme/echo", Map.of());
        assertThat(client.use("acme/echo").stream(Map.of()).toList()).containsExactly("a");
        client.predictions().await(create(client, "acme/echo").id());
        client.predictions().cancel(create(client, "acme/hangs").id());
        String slow = create(client, "acme/slow").id();
        this.clock.advance(Duration.ofMinutes(1));
        await().until(() -> client.predictions().get(slow).isTerminal());
        Prediction hanging = create(client, "acme/hangs");
        assertThatExceptionOfType(CreateLimitException.class).isThrownBy(() -> create(client, "acme/echo"));
        this.clients.get(0).withOptions(options -> {}).predictions().cancel(hanging.id());
        Prediction signaled = create(client, "acme/hangs");
        signals.completed(new Prediction(
                signaled.id(),
                "acme/hangs",
                null,
                null,
                "succeeded",
                Map.of(),
                null,
                null,
                "",
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of()));
        create(client, "acme/hangs");
    }

    @Test
    void trainingsCountUntilTheyComplete() {
        Replicate client = client(limits -> limits.maxInFlight(1));
        client.models()
                .create(model -> model.owner("emulator")
                        .name("mine")
                        .visibility(Visibility.PRIVATE)
                        .hardware("cpu"));
        String version = this.emulator.model("emulator/trainer").versionId();
        String training = client.trainings()
                .create(
                        "emulator/trainer",
                        version,
                        request -> request.destination("emulator/mine").input(Map.of()))
                .id();
        assertThatExceptionOfType(CreateLimitException.class).isThrownBy(() -> create(client, "acme/echo"));
        this.clock.advance(Duration.ofMinutes(1));
        assertThat(client.trainings().await(training).isTerminal()).isTrue();
        create(client, "acme/echo");
    }

    @Test
    void refusedCreateFreesItsPlace() {
        Replicate client = client(limits -> limits.maxInFlight(1));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ReplicateException.class)
                    .isThrownBy(() -> create(client, "acme/missing"))
                    .isNotInstanceOf(CreateLimitException.class);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> client.run("acme/echo", Map.of("bad", new Object() {})))
                    .isNotInstanceOf(CreateLimitException.class);
        }
        create(client, "acme/echo");
    }

    @Test
    void createWhoseRequestCannotBeBuiltFreesItsPlace() {
        AtomicBoolean failed = new AtomicBoolean();
        Replicate client = client(
                limits -> limits.maxInFlight(1),
                builder -> builder.webClient(() -> {
                    if (failed.compareAndSet(false, true)) {
                        throw new IllegalStateException("not ready");
                    }
                    return WebClient.builder();
                }));
        assertThatIllegalStateException()
                .isThrownBy(() -> create(client, "acme/echo"))
                .withMessage("not ready");
        create(client, "acme/echo");
    }

    @Test
    void createsWaitInOrderForAFreePlace() {
        Replicate client = client(limits -> limits.maxInFlight(1).maxWait(LONG));
        Prediction first = create(client, "acme/hangs");
        List<Integer> order = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Mono<Prediction>> waiting = IntStream.range(0, 5)
                .mapToObj(i -> createAsync(client, "acme/echo")
                        .doOnNext(created -> order.add(i))
                        .flatMap(created -> client.async().predictions().await(created.id()))
                        .cache())
                .toList();
        waiting.forEach(Mono::subscribe);
        assertThat(sent()).hasSize(1);
        client.predictions().cancel(first.id());
        waiting.forEach(Mono::block);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void waitingCreateFailsAfterItsTimeWithWhatIsLeft() {
        Replicate client = client(limits -> limits.maxInFlight(1).maxWait(Duration.ofMillis(50)));
        create(client, "acme/hangs");
        List<Mono<Prediction>> waiting = List.of(
                createAsync(client, "acme/echo").cache(),
                createAsync(client, "acme/echo").cache());
        waiting.forEach(each -> each.subscribe(created -> {}, failure -> {}));
        for (Mono<Prediction> each : waiting) {
            assertThatExceptionOfType(CreateLimitException.class)
                    .isThrownBy(each::block)
                    .satisfies(denied -> {
                        assertThat(denied.left()).isZero();
                        assertThat(denied.retryAfter()).isPositive();
                    });
        }
        assertThat(sent()).hasSize(1);
    }

    @Test
    void cancelledWaitTakesNoPlace() {
        Replicate client = client(limits -> limits.maxInFlight(1).maxWait(LONG));
        Prediction first = create(client, "acme/hangs");
        Disposable cancelled = createAsync(client, "acme/hangs").subscribe();
        Mono<Prediction> next = createAsync(client, "acme/echo").cache();
        next.subscribe();
        cancelled.dispose();
        client.predictions().cancel(first.id());
        assertThat(next.block().id()).isNotBlank();
        assertThat(sent()).filteredOn(Operation::createsPrediction).hasSize(2);
    }

    @Test
    void deadlineOfARunIncludesItsWait() {
        Replicate client = client(limits -> limits.maxInFlight(1).maxWait(LONG));
        create(client, "acme/hangs");
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() ->
                        client.run(run -> run.model("acme/echo").input(Map.of()).timeout(Duration.ofMillis(500))))
                .withMessageContaining("it waited for the limits on creates. Nothing was created.");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void closedClientEndsWaits() {
        Replicate client = client(limits -> limits.maxInFlight(1).maxWait(LONG));
        create(client, "acme/hangs");
        Mono<Prediction> waiting = createAsync(client, "acme/echo").cache();
        waiting.subscribe(created -> {}, failure -> {});
        client.close();
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(waiting::block)
                .withMessageContaining("was not sent: the client was closed");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void abandonedCreateFreesItsPlaceWhenItIsCancelled() {
        Replicate client = client(limits -> limits.maxInFlight(1));
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> client.run(
                        run -> run.model("acme/hangs").input(Map.of()).timeout(Duration.ofSeconds(1))));
        await().ignoreExceptionsInstanceOf(CreateLimitException.class)
                .until(() -> create(client, "acme/echo").id() != null);
    }

    @Test
    void rateLimitCountsCreatesThatReplicateRejectsButNotThoseThatAreNotSent() {
        Replicate client = client(limits -> limits.createsPerMinute(2));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> client.run("acme/echo", Map.of("bad", new Object() {})))
                    .isNotInstanceOf(CreateLimitException.class);
        }
        assertThatExceptionOfType(ReplicateException.class).isThrownBy(() -> create(client, "acme/missing"));
        create(client, "acme/echo");
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> create(client, "acme/echo"))
                .satisfies(denied -> {
                    assertThat(denied.limit()).isEqualTo(CreateLimit.CREATES_PER_MINUTE);
                    assertThat(denied.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
                });
        assertThat(sent()).hasSize(2);
    }

    @Test
    void accountsHaveLimitsOfTheirOwn() {
        Replicate client = client(limits -> limits.createsPerMinute(1));
        create(client, "acme/echo");
        Replicate other = client.withOptions(options -> options.bearerToken("other"));
        create(other, "acme/echo");
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> create(other, "acme/echo"))
                .withMessageNotContaining("other");
        assertThatExceptionOfType(CreateLimitException.class).isThrownBy(() -> create(client, "acme/echo"));
    }

    @Test
    void costOfCompletedPredictionsCounts() {
        Prices prices =
                Prices.of(all -> all.model("acme/echo", Price.of(price -> price.perImage(new BigDecimal("0.25"))))
                        .model("acme/hangs", Price.of(price -> price.perRun(new BigDecimal("0.4")))));
        Replicate client =
                client(limits -> limits.costPerHour(new BigDecimal("1.2")), builder -> builder.prices(prices));
        assertThat(prices.costOf(client.run("acme/echo", Map.of()).prediction()))
                .hasToString("0.5 USD");
        create(client, "acme/hangs");
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> client.run("acme/echo", Map.of()))
                .satisfies(denied -> {
                    assertThat(denied.limit()).isEqualTo(CreateLimit.COST_PER_HOUR);
                    assertThat(denied.left()).isEqualByComparingTo("0.3");
                    assertThat(denied.resetsAt()).isNotNull();
                })
                .withMessageContaining("0.3 of 1.2 USD per hour are left, and its estimated cost is 0.5 USD");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void costOfAVersionIdAloneIsLimitedAfterItsFirstCompletion() {
        Prices prices =
                Prices.of(all -> all.model("acme/echo", Price.of(price -> price.perImage(new BigDecimal("0.25")))));
        Replicate client =
                client(limits -> limits.costPerHour(new BigDecimal("0.7")), builder -> builder.prices(prices));
        String version = this.emulator.model("acme/echo").versionId();
        client.run(version, Map.of());
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> client.run(version, Map.of()))
                .withMessageContaining("0.2 of 0.7 USD per hour are left, and its estimated cost is 0.5 USD");
    }

    @Test
    void streamsCostWhatTheirPredictionReports() {
        Prices prices =
                Prices.of(all -> all.model("acme/echo", Price.of(price -> price.perImage(new BigDecimal("0.25")))));
        Replicate client =
                client(limits -> limits.costPerDay(new BigDecimal("0.7")), builder -> builder.prices(prices));
        assertThat(client.use("acme/echo").stream(Map.of()).toList()).containsExactly("a");
        assertThatExceptionOfType(CreateLimitException.class)
                .isThrownBy(() -> client.run("acme/echo", Map.of()))
                .satisfies(denied -> assertThat(denied.left()).isEqualByComparingTo("0.2"));
    }

    @Test
    void limitOnCostNeedsPrices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(limits -> limits.costPerDay(BigDecimal.ONE)))
                .withMessageContaining("need prices");
    }

    @Test
    void withoutLimitsNothingChanges() {
        Replicate client = client(limits -> limits.maxWait(LONG));
        for (int i = 0; i < 20; i++) {
            create(client, "acme/hangs");
        }
        assertThat(sent()).hasSize(20);
    }
}
