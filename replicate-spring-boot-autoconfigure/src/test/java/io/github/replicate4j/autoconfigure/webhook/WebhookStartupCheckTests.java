/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Warnings at startup about webhooks that will not arrive. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookStartupCheckTests {

    private static final AutoConfigurations CONFIGURATION = AutoConfigurations.of(
            ReplicateAutoConfiguration.class,
            ReplicateWebhookAutoConfiguration.class,
            ReplicateWebhookEndpointAutoConfiguration.class);

    private static final String NOT_REQUESTED =
            "no webhooks are requested unless a request or a ReplicateBuilderCustomizer sets a webhook";

    private static final String IN_MEMORY = "Completions are only remembered in the memory of this instance";

    private final WebApplicationContextRunner context = new WebApplicationContextRunner()
            .withConfiguration(CONFIGURATION)
            .withPropertyValues("replicate.bearer-token=r8_any");

    @ParameterizedTest
    @ValueSource(classes = {ListensToCompletions.class, ListensToAllWebhooks.class, IsAListener.class})
    void warnsAboutAListenerWithoutPublicUrl(Class<?> listener, CapturedOutput output) {
        this.context
                .withUserConfiguration(listener)
                .run(context ->
                        assertThat(output).containsOnlyOnce(NOT_REQUESTED).contains("replicate.webhook.public-url"));
    }

    @Test
    void warnsInAReactiveApplication(CapturedOutput output) {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(CONFIGURATION)
                .withPropertyValues("replicate.bearer-token=r8_any")
                .withUserConfiguration(ListensToCompletions.class)
                .run(context -> assertThat(output).containsOnlyOnce(NOT_REQUESTED));
    }

    @Test
    void warnsAboutCompletionsInMemoryBesideADatabase(CapturedOutput output) {
        this.context
                .withUserConfiguration(ListensToCompletions.class)
                .withBean(DataSource.class, DriverManagerDataSource::new)
                .run(context ->
                        assertThat(output).containsOnlyOnce(IN_MEMORY).contains("replicate-spring-boot-starter-jdbc"));
    }

    @Test
    void doesNotWarnAboutCompletionsInMemoryIfTheyAreWanted(CapturedOutput output) {
        this.context
                .withUserConfiguration(ListensToCompletions.class)
                .run(withoutDatabase -> assertThat(output).doesNotContain(IN_MEMORY));
        this.context
                .withBean(DataSource.class, DriverManagerDataSource::new)
                .run(withoutListener -> assertThat(output).doesNotContain(IN_MEMORY));
        this.context
                .withUserConfiguration(ListensToCompletions.class)
                .withBean(DataSource.class, DriverManagerDataSource::new)
                .withPropertyValues("replicate.inbox.type=memory")
                .run(byProperty -> assertThat(output).doesNotContain(IN_MEMORY));
    }

    @Test
    void doesNotWarnWithoutListener(CapturedOutput output) {
        this.context
                .withUserConfiguration(ListensToEverything.class)
                .run(context -> assertThat(output).doesNotContain(NOT_REQUESTED));
    }

    @Test
    void doesNotWarnWithPublicUrlOrEmulator(CapturedOutput output) {
        this.context
                .withUserConfiguration(ListensToCompletions.class)
                .withPropertyValues("replicate.webhook.public-url=https://example.com")
                .run(context -> assertThat(context).hasNotFailed());
        this.context
                .withUserConfiguration(ListensToCompletions.class)
                .withPropertyValues("replicate.mode=emulator")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(NOT_REQUESTED).doesNotContain("cannot deliver");
    }

    @Test
    void doesNotWarnWithOwnClients(CapturedOutput output) {
        this.context
                .withUserConfiguration(ListensToCompletions.class)
                .withBean("own", AsyncReplicate.class, () -> AsyncReplicate.create("r8_own"))
                .run(context -> assertThat(output).doesNotContain(NOT_REQUESTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost", "https://localhost:8443/hook", "http://127.0.0.1:8080"})
    void warnsAboutAPublicUrlOfThisMachine(String url, CapturedOutput output) {
        this.context
                .withPropertyValues("replicate.webhook.public-url=" + url)
                .run(context -> assertThat(output).containsOnlyOnce("Replicate cannot deliver webhooks to "));
    }

    @Test
    void warnsIfTheClientsAreInAParentContext(CapturedOutput output) {
        SpringApplicationBuilder parent = new SpringApplicationBuilder(Core.class)
                .web(WebApplicationType.NONE)
                .properties("replicate.mode=emulator", "spring.main.banner-mode=off");
        try (ConfigurableApplicationContext child = parent.child(
                        WebhookServer.Application.class, ListensToCompletions.class)
                .web(WebApplicationType.SERVLET)
                .properties("server.port=0", "replicate.mode=emulator", WebhookServer.WITHOUT_SECURITY)
                .run()) {
            assertThat(child.getBean(AsyncReplicate.class)).isNotNull();
            assertThat(output).containsOnlyOnce("The Replicate clients are in a parent of the web application context");
        } finally {
            parent.context().close();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Core {}

    @Configuration(proxyBeanMethods = false)
    static class ListensToCompletions {

        @EventListener
        void on(PredictionCompletedEvent event) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class ListensToAllWebhooks {

        @EventListener
        void on(WebhookEvent event) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class IsAListener implements ApplicationListener<PayloadApplicationEvent<PredictionCompletedEvent>> {

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<PredictionCompletedEvent> event) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class ListensToEverything {

        @EventListener
        void on(Object event) {}
    }
}
