/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ReplicateException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.annotation.RequestScope;

/** Both clients of an application have the same connection, whichever of them the application defines. */
class ClientPairTests {

    private static final String OWN = "https://own.example/v1";

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
            .withPropertyValues("replicate.bearer-token=any");

    private static ReplicateBuilder own() {
        return Replicate.builder().bearerToken("own").baseUrl(OWN);
    }

    @Test
    void reactiveClientIsThatOfTheOwnBlockingClient() {
        Replicate own = own().build();
        this.context.withBean("own", Replicate.class, () -> own).run(context -> {
            assertThat(context.getBean(AsyncReplicate.class)).isSameAs(own.async());
            assertThat(context.getBean(Replicate.class)).isSameAs(own);
        });
    }

    @Test
    void blockingClientIsThatOfTheOwnReactiveClient() {
        this.context
                .withBean("own", AsyncReplicate.class, () -> own().buildAsync())
                .run(context ->
                        assertThat(context.getBean(Replicate.class).baseUrl()).isEqualTo(URI.create(OWN)));
    }

    @Test
    void ownClientCanBeDerivedFromTheConfiguredOne() {
        this.context
                .withUserConfiguration(DerivedClient.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(AsyncReplicate.class)
                        .isSameAs(context.getBean(DerivedClient.class).source));
    }

    @Test
    void ownClientBesideTheConfiguredOnesDoesNotReplaceThem() {
        this.context
                .withBean(
                        "other",
                        Replicate.class,
                        () -> own().build(),
                        definition -> ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition)
                                .setDefaultCandidate(false))
                .run(context -> assertThat(context.getBean("asyncReplicate", AsyncReplicate.class)
                                .baseUrl())
                        .hasHost("api.replicate.com"));
    }

    @Test
    void scopedClientDoesNotReplaceTheConfiguredOne() {
        WebApplicationContextRunner web = new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
                .withPropertyValues("replicate.bearer-token=any");
        web.withUserConfiguration(ScopedClient.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(AsyncReplicate.class)
                        .satisfies(client -> assertThat(client.baseUrl()).hasHost("api.replicate.com")));
        web.withUserConfiguration(ScopedAsyncClient.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(Replicate.class)
                        .satisfies(client -> assertThat(client.baseUrl()).hasHost("api.replicate.com")));
    }

    @Test
    void clientDerivedFromAMockFailsWhenItIsCalled() {
        this.context
                .withBean("mock", AsyncReplicate.class, () -> mock(AsyncReplicate.class))
                .run(context -> assertThatExceptionOfType(ReplicateException.class)
                        .isThrownBy(() -> context.getBean(Replicate.class).run("acme/captioner", Map.of()))
                        .withMessageContaining("AsyncReplicate.blocking() of a mock returned null"));
        this.context
                .withBean("mock", Replicate.class, () -> mock(Replicate.class))
                .run(context -> assertThatExceptionOfType(ReplicateException.class)
                        .isThrownBy(() -> context.getBean(AsyncReplicate.class)
                                .run("acme/captioner", Map.of())
                                .block())
                        .withMessageContaining("Replicate.async() of a mock returned null"));
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedClient {

        @Bean
        @RequestScope
        Replicate scoped() {
            return own().build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedAsyncClient {

        @Bean
        @RequestScope
        AsyncReplicate scoped() {
            return own().buildAsync();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class DerivedClient {

        AsyncReplicate source;

        @Bean
        Replicate derived(AsyncReplicate client) {
            this.source = client;
            return client.withOptions(options -> options.header("X-Team", "posters"))
                    .blocking();
        }
    }
}
