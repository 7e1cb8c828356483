/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.cost.ReplicateCostAutoConfiguration;
import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.autoconfigure.observation.ReplicateMetricsAutoConfiguration;
import io.github.replicate4j.autoconfigure.observation.ReplicateObservationAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.run.ReplicateModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/** Limits, prices and validation of clients of {@code replicate.clients}. */
class NamedClientLimitsTests {

    private static final String MODEL = "acme/painter";

    private static ReplicateEmulator emulator;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateCostAutoConfiguration.class,
                    ReplicateObservationAutoConfiguration.class,
                    ReplicateMetricsAutoConfiguration.class,
                    ReplicateAutoConfiguration.class,
                    ReplicateClientsAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    ObservationAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues(
                    "replicate.bearer-token=r8_default",
                    "replicate.base-url=" + emulator.baseUrl(),
                    "replicate.clients.team-a.bearer-token=r8_a",
                    "replicate.clients.team-b.bearer-token=r8_b");

    @BeforeAll
    static void startEmulator() {
        emulator = ReplicateEmulator.builder().anyToken().start();
    }

    @BeforeEach
    void teachTheEmulator() {
        emulator.reset();
        emulator.model(MODEL).official().respond(script -> script.output("done").succeed());
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    private static Replicate client(ApplicationContext context, String name) {
        return name.equals("default")
                ? context.getBean("replicate", Replicate.class)
                : BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                        context.getAutowireCapableBeanFactory(), Replicate.class, name);
    }

    private static void run(ApplicationContext context, String name) {
        client(context, name).run(MODEL, Map.of());
    }

    private static CreateLimitException denied(ApplicationContext context, String name) {
        CreateLimitException[] denied = new CreateLimitException[1];
        assertThatExceptionOfType(CreateLimitException.class)
                .as(name)
                .isThrownBy(() -> run(context, name))
                .satisfies(exception -> denied[0] = exception);
        return denied[0];
    }

    private static String[] onceForEach(ApplicationContext context, String... names) {
        Arrays.stream(names).forEach(name -> run(context, name));
        return names;
    }

    @Test
    void eachClientHasItsLimitsAndInheritsTheOthers() {
        this.runner
                .withPropertyValues(
                        "replicate.prices[acme/painter].per-run=1",
                        "replicate.limits.creates-per-minute=2",
                        "replicate.clients.team-a.limits.creates-per-minute=1",
                        "replicate.clients.team-b.limits.cost-per-day=1")
                .run(context -> {
                    onceForEach(context, "default", "default", "team-a", "team-b");
                    assertThat(denied(context, "default"))
                            .hasMessageContaining("the limit replicate.limits.creates-per-minute: 0 of 2");
                    assertThat(denied(context, "team-a"))
                            .hasMessageContaining(
                                    "the limit replicate.clients.team-a.limits.creates-per-minute: 0 of 1")
                            .hasMessageEndingWith(
                                    "To wait for it, set replicate.clients.team-a.limits.max-wait (maxWait).");
                    CreateLimitException denied = denied(context, "team-b");
                    assertThat(denied.limit()).isEqualTo(CreateLimit.COST_PER_DAY);
                    assertThat(denied)
                            .hasMessageContaining("the limit replicate.clients.team-b.limits.cost-per-day: 0 of 1");
                });
    }

    @Test
    void clientsWithOneTokenCountForThemselves() {
        this.runner
                .withPropertyValues(
                        "replicate.limits.creates-per-minute=1",
                        "replicate.clients.team-a.bearer-token=r8_default",
                        "replicate.clients.team-b.bearer-token=r8_default")
                .run(context -> {
                    for (String name : onceForEach(context, "default", "team-a", "team-b")) {
                        denied(context, name);
                    }
                    assertThat(emulator.requests().creates()).hasSize(3);
                });
    }

    @Test
    void settingsOfTheApplicationAreInherited() {
        this.runner
                .withBean(LimitSettings.class, () -> LimitSettings.NONE.with(limits -> limits.createsPerMinute(1)))
                .withPropertyValues("replicate.clients.team-b.limits.creates-per-minute=2")
                .run(context -> {
                    for (String name : onceForEach(context, "default", "team-a")) {
                        denied(context, name);
                    }
                    onceForEach(context, "team-b", "team-b");
                });
    }

    @Test
    void limitsThatTheApplicationCountsAreThoseOfAllClients() {
        CountedByTheApplication counted = new CountedByTheApplication();
        this.runner.withBean(CreateLimits.class, () -> counted).run(context -> {
            onceForEach(context, "default", "team-a", "team-b");
            assertThat(counted.accounts).doesNotHaveDuplicates().hasSize(3);
        });
    }

    @Test
    void limitsWithTheQualifierAreThoseOfItsClientOnly() {
        this.runner
                .withUserConfiguration(LimitsOfTeamA.class)
                .withPropertyValues("replicate.limits.creates-per-minute=1")
                .run(context -> {
                    onceForEach(context, "team-a", "team-a", "default", "team-b");
                    denied(context, "default");
                    denied(context, "team-b");
                    assertThat(context.getBean(CountedByTheApplication.class).accounts)
                            .hasSize(2);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "limits.max-in-flight, 0, limits.max-in-flight",
        "limits.creates-per-minute, -1, limits.creates-per-minute",
        "limits.cost-per-hour, 0, limits.cost-per-hour",
        "limits.cost-per-day, 1, no prices are set",
        "limits.max-wait, -1s, limits.max-wait",
        "limits.release-after, 0s, limits.release-after",
    })
    void unusableValueFailsTheStartAndNamesTheProperty(String property, String value, String expected) {
        this.runner
                .withPropertyValues("replicate.clients.team-a." + property + "=" + value)
                .run(context -> assertThat(rootCause(context.getStartupFailure()))
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining("replicate.clients.team-a." + property)
                        .hasMessageContaining(expected));
    }

    @Test
    void limitsThatContradictInheritedOnesFailTheStart() {
        this.runner
                .withPropertyValues(
                        "replicate.prices[acme/painter].per-run=1",
                        "replicate.limits.cost-per-hour=20",
                        "replicate.clients.team-a.limits.cost-per-day=10")
                .run(context -> assertThat(rootCause(context.getStartupFailure()))
                        .hasMessageContaining("the inherited limit cost-per-hour (20) must not be greater than"
                                + " 'replicate.clients.team-a.limits.cost-per-day' (10)"));
    }

    private static Throwable rootCause(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure);
    }

    @Test
    void costsAtTheSharedPricesNameTheClient() {
        this.runner
                .withPropertyValues("replicate.prices[acme/painter].per-run=0.5")
                .run(context -> {
                    onceForEach(context, "default", "team-a", "team-a");
                    Map<String, Double> costs =
                            context.getBean(MeterRegistry.class).get("replicate.cost").counters().stream()
                                    .collect(Collectors.toMap(
                                            counter -> String.valueOf(
                                                    counter.getId().getTag("replicate.client")),
                                            counter -> counter.count()));
                    assertThat(costs).containsExactlyInAnyOrderEntriesOf(Map.of("default", 0.5, "team-a", 1.0));
                });
    }

    @Test
    void eachClientValidatesInputs() {
        emulator.model(MODEL).input("prompt", InputType.STRING, true);
        this.runner
                .withPropertyValues("replicate.validation=strict", "replicate.clients.team-b.validation=off")
                .run(context -> {
                    for (String name : List.of("default", "team-a")) {
                        assertThatExceptionOfType(InputValidationException.class)
                                .as(name)
                                .isThrownBy(() -> run(context, name));
                    }
                    assertThat(emulator.requests().creates()).isEmpty();
                    try {
                        run(context, "team-b");
                    } catch (RuntimeException ex) {
                        assertThat(ex).isNotInstanceOf(InputValidationException.class);
                    }
                    assertThat(emulator.requests().creates())
                            .extracting(JournalEntry::authorization)
                            .containsOnly("Bearer r8_b");
                });
    }

    @Test
    void interfacesAreVerifiedWithTheirClient() {
        emulator.model(MODEL).input("prompt", InputType.STRING, true);
        this.runner
                .withUserConfiguration(Models.class)
                .withPropertyValues("replicate.models.verify=fail")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(emulator.requests().all())
                            .filteredOn(request -> request.operation() == Operation.MODELS_GET)
                            .isNotEmpty()
                            .extracting(JournalEntry::authorization)
                            .containsOnly("Bearer r8_a");
                });
    }

    @ReplicateModel(MODEL)
    interface Painter {

        String paint(String prompt);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(types = Painter.class, client = "team-a")
    static class Models {}

    @Configuration(proxyBeanMethods = false)
    static class LimitsOfTeamA {

        @Bean(defaultCandidate = false)
        @Qualifier("team-a")
        CountedByTheApplication limitsOfTeamA() {
            return new CountedByTheApplication();
        }
    }
}
