/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.CreateLimits.Reservation;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Limits that several instances share. */
class JdbcCreateLimitsTests {

    enum Database {
        POSTGRES,
        MARIADB,
        H2;

        TestDatabase open() {
            return switch (this) {
                case POSTGRES -> TestDatabase.postgres();
                case MARIADB -> TestDatabase.mariaDb();
                case H2 -> TestDatabase.h2();
            };
        }
    }

    private static LimitedCreate create(@Nullable String estimate) {
        Cost cost = estimate == null ? null : new Cost(new BigDecimal(estimate), "USD");
        return new LimitedCreate("account", "predictions.create", "acme/model", cost, null, null, "replicate.limits");
    }

    private static CreateLimits limits(SharedDatabase database, Consumer<LimitSettings.Builder> limits) {
        return JdbcCreateLimits.of(database, LimitSettings.NONE.with(limits), true);
    }

    private static CreateLimitException denial(CreateLimits limits, LimitedCreate create) {
        try {
            limits.reserve(create);
        } catch (CreateLimitException ex) {
            return ex;
        }
        throw new AssertionError("The create was admitted");
    }

    private static void age(TestDatabase database, Duration time) {
        database.client()
                .sql("update replicate_limit set created_at = created_at - interval '" + time.toSeconds()
                        + "' second, release_at = release_at - interval '" + time.toSeconds()
                        + "' second where account <> ''")
                .update();
    }

    /** Add a create to the journal. */
    private static void addToJournal(TestDatabase database, CreateState state, @Nullable String taskId) {
        database.client()
                .sql(
                        "insert into replicate_journal (id, client, task_type, origin, state, operation, path, fingerprint,"
                                + " input_fingerprint, task_id, completed_at) values ('j1', 'c', 'PREDICTION', 'SUBMIT',"
                                + " :state, 'o', 'p', 'f', 'f', :task, "
                                + (state.isTerminal() ? "current_timestamp" : "null") + ")")
                .param("state", state.name())
                .param("task", taskId)
                .update();
    }

    @ParameterizedTest
    @EnumSource
    void instancesShareTheLimits(Database kind) {
        try (TestDatabase database = kind.open()) {
            SharedDatabase shared = database.sharedDatabase(2);
            Consumer<LimitSettings.Builder> settings =
                    limits -> limits.maxInFlight(2).createsPerMinute(4).releaseAfter(Duration.ofMinutes(30));
            CreateLimits one = limits(shared, settings);
            CreateLimits other = limits(database.sharedDatabase(2), settings);
            Reservation first = one.reserve(create(null));
            other.reserve(new LimitedCreate(
                    "account", "predictions.create", null, null, Duration.ofMinutes(5), null, "replicate.limits"));
            CreateLimitException inFlight = denial(one, create(null));
            assertThat(inFlight.limit()).isEqualTo(CreateLimit.MAX_IN_FLIGHT);
            assertThat(inFlight.retryAfter()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
            first.created("p1");
            first.completed(null);
            other.reserve(create(null)).released(true);
            one.reserve(create(null)).released(true);
            CreateLimitException rate = denial(other, create(null));
            assertThat(rate.limit()).isEqualTo(CreateLimit.CREATES_PER_MINUTE);
            assertThat(rate.retryAfter()).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(1));
            age(database, Duration.ofMinutes(1));
            other.reserve(create(null));
            assertThat(denial(one, create(null)).limit()).isEqualTo(CreateLimit.MAX_IN_FLIGHT);
            age(database, Duration.ofMinutes(5));
            one.reserve(create(null));
            one.reserve(new LimitedCreate("another", "predictions.create", null, null, null, null, "replicate.limits"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void costsOfAllInstancesCount(Database kind) {
        try (TestDatabase database = kind.open()) {
            Consumer<LimitSettings.Builder> settings =
                    limits -> limits.costPerHour(BigDecimal.TEN).costPerDay(new BigDecimal("12"));
            CreateLimits one = limits(database.sharedDatabase(2), settings);
            CreateLimits other = limits(database.sharedDatabase(2), settings);
            Reservation first = one.reserve(create("6"));
            CreateLimitException denial = denial(other, create("4.5"));
            assertThat(denial.limit()).isEqualTo(CreateLimit.COST_PER_HOUR);
            assertThat(denial.left()).isEqualByComparingTo("4");
            assertThat(denial.retryAfter()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
            assertThat(denial).hasMessageContaining("4 of 10 USD per hour are left");
            first.completed(new Cost(new BigDecimal("5.5000000000000000001"), "USD"));
            other.reserve(create("4.4")).completed(null);
            age(database, Duration.ofHours(1));
            assertThat(denial(one, create("3")).limit()).isEqualTo(CreateLimit.COST_PER_DAY);
            one.reserve(create("2")).released(true);
            assertThat(denial(one, create("13")).retryAfter()).isNull();
            one.reserve(create("2.099999999999999999")).completed(null);
            one.reserve(create(null));
            assertThat(denial(one, create("0"))).hasMessageContaining(": 0 of 12 USD per 24 hours are left");
            age(database, Duration.ofDays(1));
            one.reserve(create("10"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void concurrentInstancesNeverExceedALimit(Database kind) throws Exception {
        try (TestDatabase database = kind.open()) {
            database.sharedDatabase(1);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> admitted = new ArrayList<>();
                for (int node = 0; node < 4; node++) {
                    CreateLimits limits = limits(database.sharedDatabase(2), all -> all.maxInFlight(10));
                    admitted.add(threads.submit(() -> {
                        int count = 0;
                        for (int i = 0; i < 10; i++) {
                            try {
                                limits.reserve(create(null));
                                count++;
                            } catch (CreateLimitException ex) {
                                // expected
                            }
                        }
                        return count;
                    }));
                }
                int total = 0;
                for (Future<Integer> each : admitted) {
                    total += each.get();
                }
                assertThat(total).isEqualTo(10);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void completionInTheJournalFreesThePlaceOfAStoppedInstance(Database kind) {
        try (TestDatabase database = kind.open()) {
            CreateLimits limits = limits(database.sharedDatabase(2), all -> all.maxInFlight(1));
            limits.reserve(create(null)).created("p1");
            denial(limits, create(null));
            addToJournal(database, CreateState.COMPLETED, "p1");
            limits.reserve(create(null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void journalFreesThePlaceOfACreateWhoseOutcomeWasUnknown(Database kind) {
        try (TestDatabase database = kind.open()) {
            CreateLimits limits = limits(database.sharedDatabase(2), all -> all.maxInFlight(1));
            limits.reserve(create(null)).sending("j1");
            addToJournal(database, CreateState.RUNNING, "p1");
            denial(limits, create(null));
            database.client()
                    .sql("update replicate_journal set state = 'COMPLETED', completed_at = current_timestamp")
                    .update();
            limits.reserve(create(null)).sending("j1");
            database.client()
                    .sql("update replicate_journal set state = 'SENDING', completed_at = null")
                    .update();
            denial(limits, create(null));
            LimitedCreate again =
                    new LimitedCreate("account", "predictions.create", null, null, null, "j1", "replicate.limits");
            limits.reserve(again);
            denial(limits, create(null));
            database.client()
                    .sql("update replicate_journal set state = 'QUEUED'")
                    .update();
            limits.reserve(create(null));
        }
    }

    private static LimitedCreate durable(String estimate) {
        return new LimitedCreate(
                "account",
                "predictions.create",
                "acme/model",
                new Cost(new BigDecimal(estimate), "USD"),
                null,
                "j1",
                "replicate.limits");
    }

    @ParameterizedTest
    @EnumSource
    void costOfACreateThatIsSentAgainCountsOnceAfterItsTimeInFlight(Database kind) {
        try (TestDatabase database = kind.open()) {
            CreateLimits limits = limits(
                    database.sharedDatabase(2),
                    all -> all.costPerDay(BigDecimal.TEN).releaseAfter(Duration.ofMinutes(1)));
            limits.reserve(durable("6"));
            age(database, Duration.ofMinutes(5));
            limits.reserve(durable("6"));
            assertThat(denial(limits, create("5")).left()).isEqualByComparingTo("4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void costOfACreateThatIsSentAgainCountsOnceAfterItsPlaceWasReused(Database kind) {
        try (TestDatabase database = kind.open()) {
            CreateLimits limits =
                    limits(database.sharedDatabase(2), all -> all.maxInFlight(1).costPerDay(BigDecimal.TEN));
            limits.reserve(durable("6"));
            addToJournal(database, CreateState.QUEUED, null);
            limits.reserve(create("9")).released(false);
            database.client()
                    .sql("update replicate_journal set state = 'SENDING'")
                    .update();
            limits.reserve(durable("6")).completed(null);
            assertThat(denial(limits, create("5")).left()).isEqualByComparingTo("4");
        }
    }

    @Test
    void oldRowsAreDeleted() {
        try (TestDatabase database = TestDatabase.postgres()) {
            SharedDatabase shared = database.sharedDatabase(2);
            CreateLimits limits = limits(shared, all -> all.createsPerMinute(1_000));
            limits.reserve(create(null));
            age(database, Duration.ofHours(26));
            limits.reserve(create(null));
            new LimitTable(shared, false).purge(Duration.ofHours(25));
            assertThat(database.client()
                            .sql("select count(*) from replicate_limit where account <> ''")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void createsAreAdmittedAlthoughOldRowsCannotBeDeleted() {
        try (TestDatabase database = TestDatabase.h2()) {
            database.sharedDatabase(1);
            InterceptedDataSource connections = new InterceptedDataSource(database.node(2));
            CreateLimits limits = limits(
                    SharedDatabase.of(connections, new JdbcTransactionManager(connections)),
                    all -> all.createsPerMinute(10_000));
            AtomicBoolean failed = new AtomicBoolean();
            connections.hook(statement -> {
                if (statement.startsWith("delete")) {
                    failed.set(true);
                    throw new SQLException("Deadlock");
                }
            });
            for (int i = 0; i < 2_000 && !failed.get(); i++) {
                limits.reserve(create(null));
            }
            assertThat(failed).isTrue();
        }
    }

    @Test
    void clientsOfTwoInstancesTogetherSendNoMoreThanTheLimit() {
        try (TestDatabase database = TestDatabase.postgres();
                ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate one = client(emulator, database);
                Replicate other = client(emulator, database)) {
            emulator.model("acme/hangs").official().respond(script -> script.hang());
            emulator.model("acme/echo")
                    .official()
                    .respond(script -> script.output("a").succeed());
            one.run("acme/echo", Map.of());
            // The place of the other client becomes free shortly after its run has returned.
            await().ignoreExceptionsInstanceOf(CreateLimitException.class)
                    .until(() -> other.run("acme/echo", Map.of()) != null);
            String first = await().ignoreExceptionsInstanceOf(CreateLimitException.class)
                    .until(
                            () -> one.models()
                                    .predictions()
                                    .create("acme/hangs", request -> request.input("text", "x"))
                                    .id(),
                            id -> id != null);
            assertThatExceptionOfType(CreateLimitException.class).isThrownBy(() -> other.run("acme/echo", Map.of()));
            assertThat(emulator.requests().creates()).hasSize(3);
            one.predictions().cancel(first);
            one.run("acme/echo", Map.of());
        }
    }

    private static Replicate client(ReplicateEmulator emulator, TestDatabase database) {
        return Replicate.builder()
                .baseUrl(emulator.baseUrl())
                .bearerToken(emulator.token())
                .sharedLimits(limits(database.sharedDatabase(2), limits -> limits.maxInFlight(1)))
                .build();
    }
}
