/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

class ReplicateHealthContributorAutoConfigurationTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class, ReplicateHealthContributorAutoConfiguration.class))
            .withPropertyValues("replicate.bearer-token=any");

    @Test
    void clientHasAnIndicator() {
        this.context.run(context ->
                assertThat(context.getBean("replicateHealthContributor")).isInstanceOf(ReplicateHealthIndicator.class));
    }

    @Test
    void severalClientsHaveOneIndicatorEach() {
        this.context
                .withBean(
                        "other",
                        AsyncReplicate.class,
                        () -> AsyncReplicate.create("other"),
                        bean -> bean.setPrimary(true))
                .withBean("another", AsyncReplicate.class, () -> AsyncReplicate.create("another"))
                .run(context -> assertThat(context.getBean("replicateHealthContributor"))
                        .isInstanceOfSatisfying(
                                CompositeReactiveHealthContributor.class,
                                composite -> assertThat(composite.stream().map(entry -> entry.name()))
                                        .containsExactlyInAnyOrder("other", "another")));
    }

    @Test
    void canBeDisabled() {
        this.context
                .withPropertyValues("management.health.replicate.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AsyncReplicate.class)
                        .doesNotHaveBean(ReactiveHealthContributor.class));
        this.context
                .withPropertyValues("replicate.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ReactiveHealthContributor.class));
    }

    @Test
    void backsOffWithoutHealthClasses() {
        this.context
                .withClassLoader(new FilteredClassLoader(ConditionalOnEnabledHealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("replicateHealthContributor"));
    }

    @Test
    void backsOffIfTheApplicationHasAnIndicator() {
        ReactiveHealthIndicator own = () -> Mono.just(Health.up().build());
        this.context
                .withBean("replicateHealthIndicator", ReactiveHealthIndicator.class, () -> own)
                .run(context -> assertThat(context.getBean(ReactiveHealthContributor.class))
                        .isSameAs(own));
    }

    @Test
    void invalidPropertiesFailStartup() {
        for (String property : new String[] {"replicate.health.timeout", "replicate.health.time-to-live"}) {
            this.context
                    .withPropertyValues(property + "=0s")
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .isInstanceOf(ReplicateConfigurationException.class)
                            .hasMessageContaining(property));
        }
    }
}
