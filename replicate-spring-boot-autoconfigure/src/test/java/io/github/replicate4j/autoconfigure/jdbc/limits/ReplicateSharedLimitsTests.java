/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.clients.ReplicateClientsAutoConfiguration;
import io.github.replicate4j.autoconfigure.cost.ReplicateCostAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.DatabaseApplication;
import io.github.replicate4j.autoconfigure.jdbc.journal.ReplicateJournalAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.CreateLimitException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two instances of an application with limits and one database. */
class ReplicateSharedLimitsTests {

    private static ReplicateEmulator emulator;

    private final ApplicationContextRunner instance = new ApplicationContextRunner()
            .withConfiguration(DatabaseApplication.WITH_INBOX)
            .withConfiguration(AutoConfigurations.of(
                    ReplicateCostAutoConfiguration.class,
                    ReplicateJournalAutoConfiguration.class,
                    ReplicateSharedLimitsAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                    "replicate.emulator.base-url=" + emulator.baseUrl(),
                    "replicate.limits.creates-per-minute=1");

    @BeforeAll
    static void startEmulator() {
        emulator = ReplicateEmulator.start();
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    @BeforeEach
    void teachTheEmulator() {
        emulator.reset();
        emulator.model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
    }

    private static void run(org.springframework.context.ApplicationContext context) {
        context.getBean("replicate", Replicate.class).run("acme/painter", Map.of());
    }

    @Test
    void instancesTogetherSendNoMoreThanTheLimit() {
        this.instance.run(one -> this.instance.run(other -> {
            run(one);
            assertThatExceptionOfType(CreateLimitException.class)
                    .isThrownBy(() -> run(other))
                    .withMessageContaining("replicate.limits.creates-per-minute");
            assertThat(emulator.requests().creates()).hasSize(1);
        }));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void modelsWithoutPriceAreNamedOnlyIfCostIsLimited(CapturedOutput output) {
        this.instance.run(ReplicateSharedLimitsTests::run);
        assertThat(output).doesNotContain("The limits on cost do not apply");
        this.instance
                .withPropertyValues(
                        "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                        "replicate.prices[acme/other].per-run=1",
                        "replicate.limits.cost-per-hour=1")
                .run(ReplicateSharedLimitsTests::run);
        assertThat(output).contains("The limits on cost do not apply to acme/painter, which has no price");
    }

    @Test
    void instancesCountForThemselvesIfTheyDoNotShare() {
        ApplicationContextRunner alone = this.instance.withPropertyValues("replicate.limits.shared=false");
        alone.run(one -> alone.run(other -> {
            run(one);
            run(other);
            assertThat(emulator.requests().creates()).hasSize(2);
            assertThat(one.getBean(JdbcTemplate.class).queryForList("select id from replicate_limit"))
                    .isEmpty();
        }));
    }

    @Test
    void instancesCountTheCreatesOfEachNamedClientTogether() {
        ApplicationContextRunner named = this.instance
                .withConfiguration(AutoConfigurations.of(ReplicateClientsAutoConfiguration.class))
                .withPropertyValues("replicate.clients.team-a.limits.creates-per-minute=2");
        named.run(one -> named.run(other -> {
            run(one);
            runOfTeamA(one);
            runOfTeamA(other);
            assertThatExceptionOfType(CreateLimitException.class).isThrownBy(() -> run(other));
            assertThatExceptionOfType(CreateLimitException.class).isThrownBy(() -> runOfTeamA(one));
            assertThat(emulator.requests().creates()).hasSize(3);
        }));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void eachNamedClientCanShareOrNot(boolean main, boolean teamA) {
        ApplicationContextRunner named = this.instance
                .withConfiguration(AutoConfigurations.of(ReplicateClientsAutoConfiguration.class))
                .withPropertyValues(
                        "replicate.limits.shared=" + main, "replicate.clients.team-a.limits.shared=" + teamA);
        named.run(one -> named.run(other -> {
            run(one);
            runOfTeamA(one);
            assertThat(isAdmitted(() -> run(other))).isEqualTo(!main);
            assertThat(isAdmitted(() -> runOfTeamA(other))).isEqualTo(!teamA);
        }));
    }

    private static boolean isAdmitted(Runnable create) {
        try {
            create.run();
            return true;
        } catch (CreateLimitException ex) {
            return false;
        }
    }

    private static void runOfTeamA(org.springframework.context.ApplicationContext context) {
        context.getBean("teamAReplicate", Replicate.class).run("acme/painter", Map.of());
    }

    @Test
    void missingTableFailsTheStart() {
        this.instance
                .withPropertyValues("replicate.jdbc.initialize-schema=never")
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .satisfies(failure -> assertThat(context.getStartupFailure())
                                .hasStackTraceContaining("The table 'replicate_limit' does not exist")));
    }
}
