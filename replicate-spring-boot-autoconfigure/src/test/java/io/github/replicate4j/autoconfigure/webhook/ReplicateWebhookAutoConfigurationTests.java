/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.emulator.ReplicateEmulatorWebhookAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.reactive.ReplicateWebFluxWebhookAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.security.ReplicateReactiveWebhookSecurityAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.security.ReplicateServletWebhookSecurityAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.servlet.ReplicateWebMvcWebhookAutoConfiguration;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.webhooks.WebhookInbox;
import io.github.replicate4j.webhooks.WebhookPublisher;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookSecretsProvider;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.ConfigurableWebApplicationContext;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/** Beans of different kinds of applications. */
class ReplicateWebhookAutoConfigurationTests {

    private static final AutoConfigurations ALL = AutoConfigurations.of(
            ReplicateAutoConfiguration.class,
            ReplicateEmulatorWebhookAutoConfiguration.class,
            ReplicateReactiveWebhookSecurityAutoConfiguration.class,
            ReplicateServletWebhookSecurityAutoConfiguration.class,
            ReplicateWebFluxWebhookAutoConfiguration.class,
            ReplicateWebMvcWebhookAutoConfiguration.class,
            ReplicateWebhookAutoConfiguration.class,
            ReplicateWebhookEndpointAutoConfiguration.class);

    private static final String TOKEN = "replicate.bearer-token=any";

    private final ApplicationContextRunner plain =
            new ApplicationContextRunner().withConfiguration(ALL).withPropertyValues(TOKEN);

    private final WebApplicationContextRunner servlet =
            new WebApplicationContextRunner().withConfiguration(ALL).withPropertyValues(TOKEN);

    private final ReactiveWebApplicationContextRunner reactive =
            new ReactiveWebApplicationContextRunner().withConfiguration(ALL).withPropertyValues(TOKEN);

    private static FilteredClassLoader without(Class<?>... types) {
        return new FilteredClassLoader(types);
    }

    @Test
    void nonWebApplicationReceivesNoWebhooks() {
        this.plain.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(AsyncReplicate.class)
                .doesNotHaveBean(WebhookReceiver.class)
                .doesNotHaveBean(CompletionSignals.class));
    }

    @Test
    void nonWebApplicationRequestsWebhooksAtThePublicUrl() {
        this.plain
                .withPropertyValues("replicate.webhook.public-url=https://example.com")
                .run(context -> assertThat(
                                context.getBean(WebhookTargetProvider.class).target())
                        .satisfies(target ->
                                assertThat(target.url()).hasToString("https://example.com/replicate/webhook")));
    }

    @Test
    void nonWebApplicationRejectsAnInvalidPath() {
        this.plain
                .withPropertyValues("replicate.webhook.path=hook", "replicate.webhook.public-url=https://example.com")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("it must be a path such as /replicate/webhook"));
    }

    @Test
    void eachStackHasAHandlerMapping() {
        this.servlet.run(context -> assertThat(context)
                .hasSingleBean(WebhookReceiver.class)
                .hasSingleBean(org.springframework.web.servlet.HandlerMapping.class)
                .doesNotHaveBean(org.springframework.web.reactive.HandlerMapping.class));
        this.reactive.run(context -> assertThat(context)
                .hasSingleBean(WebhookReceiver.class)
                .hasSingleBean(org.springframework.web.reactive.HandlerMapping.class)
                .doesNotHaveBean(org.springframework.web.servlet.HandlerMapping.class));
    }

    @Test
    void backsOffWithoutRequiredClasses() {
        this.servlet
                .withClassLoader(
                        without(SecurityFilterChain.class, WebFilterChainProxy.class, ServerHttpSecurity.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("replicateBlockedWebhookWarning"));
        this.servlet
                .withClassLoader(without(DispatcherHandler.class, ReplicateEmulator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(LocalServerUrl.class)
                        .hasBean("replicateWebhookHandlerMapping"));
        this.reactive
                .withClassLoader(without(DispatcherServlet.class, ReplicateEmulator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(LocalServerUrl.class)
                        .hasBean("replicateWebhookHandlerMapping"));
        this.servlet
                .withClassLoader(without(WebServerInitializedEvent.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LocalServerUrl.class));
        this.servlet
                .withClassLoader(without(DispatcherServlet.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("replicateWebhookHandlerMapping"));
    }

    @Test
    void canBeDisabled() {
        this.servlet
                .withPropertyValues(
                        "replicate.webhook.enabled=false", "replicate.webhook.public-url=https://example.com")
                .run(context -> assertThat(context)
                        .hasSingleBean(AsyncReplicate.class)
                        .doesNotHaveBean(WebhookReceiver.class)
                        .doesNotHaveBean(WebhookTargetProvider.class)
                        .doesNotHaveBean("replicateWebhookHandlerMapping"));
        this.servlet
                .withPropertyValues("replicate.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(WebhookReceiver.class)
                        .doesNotHaveBean(WebhookTargetProvider.class));
    }

    @Test
    void inboxAndSignalsCanBeReplaced() {
        WebhookInbox inbox = (key, work) -> WebhookInbox.Outcome.DUPLICATE;
        CompletionSignals signals = new CompletionSignals();
        this.servlet
                .withBean("inbox", WebhookInbox.class, () -> inbox)
                .withBean("signals", CompletionSignals.class, () -> signals)
                .run(context -> {
                    assertThat(context.getBean(WebhookInbox.class)).isSameAs(inbox);
                    assertThat(context.getBean(CompletionSignals.class)).isSameAs(signals);
                });
    }

    @Test
    void keepsThePathOfThePublicUrl() {
        assertDestination("https://example.com", "https://example.com/replicate/webhook");
        assertDestination("https://example.com/", "https://example.com/replicate/webhook");
        assertDestination("https://example.com?a=%2F", "https://example.com/replicate/webhook?a=%2F");
        assertDestination("https://example.com:8443/proxied/hook?a=b", "https://example.com:8443/proxied/hook?a=b");
    }

    @Test
    void keepsTheQueryOfThePublicUrl() {
        assertDestination("https://example.com?key=sécret", "https://example.com/replicate/webhook?key=s%C3%A9cret");
        assertDestination("https://example.com/hook?key=sécret", "https://example.com/hook?key=s%C3%A9cret");
        assertDestination("https://example.com?key[]=[s3cret]", "https://example.com/replicate/webhook?key[]=[s3cret]");
    }

    private void assertDestination(String url, String target) {
        this.servlet
                .withPropertyValues("replicate.webhook.public-url=" + url)
                .run(context -> assertThat(context.getBean(WebhookTargetProvider.class)
                                .target()
                                .url())
                        .hasToString(target));
    }

    @Test
    void addsTheApplicationPathToAPublicUrlWithoutPath() {
        String url = "replicate.webhook.public-url=https://example.com";
        new WebApplicationContextRunner(ReplicateWebhookAutoConfigurationTests::deployedAtApp)
                .withConfiguration(ALL)
                .withBean(DispatcherServletPath.class, () -> () -> "/api/")
                .withPropertyValues(TOKEN, url)
                .run(context -> assertThat(context.getBean(WebhookTargetProvider.class)
                                .target()
                                .url())
                        .hasToString("https://example.com/app/api/replicate/webhook"));
        this.reactive
                .withPropertyValues(url, "spring.webflux.base-path=app")
                .run(context -> assertThat(context.getBean(WebhookTargetProvider.class)
                                .target()
                                .url())
                        .hasToString("https://example.com/app/replicate/webhook"));
    }

    private static ConfigurableWebApplicationContext deployedAtApp() {
        MockServletContext container = new MockServletContext();
        container.setContextPath("/app");
        AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
        context.setServletContext(container);
        return context;
    }

    @Test
    void definesNoSupplierBeans() {
        this.servlet.run(
                context -> assertThat(context.getBeansOfType(Supplier.class)).isEmpty());
        this.reactive.run(
                context -> assertThat(context.getBeansOfType(Supplier.class)).isEmpty());
    }

    @Test
    void publishesWithoutTransactionClasses() {
        this.servlet
                .withClassLoader(without(TransactionTemplate.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(WebhookPublisher.class));
    }

    @Test
    void propertiesDoNotExposeSecrets() {
        this.servlet
                .withPropertyValues("replicate.webhook.secrets=" + WebhookServer.SECRET)
                .run(context -> assertThat(context.getBean(ReplicateWebhookProperties.class)
                                .toString())
                        .doesNotContain(WebhookServer.SECRET.substring(6)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicate.webhook.path=hook",
                "replicate.webhook.path=/",
                "replicate.webhook.path=/{hook}",
                "replicate.webhook.path=/hook/**",
                "replicate.webhook.path=/hook/",
                "replicate.webhook.tolerance=0s",
                "replicate.webhook.tolerance=61m",
                "replicate.webhook.max-body-size=0",
                "replicate.webhook.max-body-size=2GB",
                "replicate.webhook.public-url=http://example.com",
                "replicate.webhook.public-url=example.com",
                "replicate.webhook.poll-interval=0s"
            })
    void invalidPropertiesFailStartup(String property) {
        this.servlet.withPropertyValues(property).run(context -> assertInvalid(context, property));
        this.reactive.withPropertyValues(property).run(context -> assertInvalid(context, property));
    }

    @Test
    void invalidPublicUrlIsNotInTheMessage() {
        this.servlet
                .withPropertyValues("replicate.webhook.public-url=https://example.com/hook?key=s3cret value")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'replicate.webhook.public-url' cannot be used: it is not a URL.")
                        .hasMessageNotContaining("s3cret"));
    }

    @Test
    void reactiveApplicationNeedsAThread() {
        String property = "replicate.webhook.max-threads=0";
        this.reactive.withPropertyValues(property).run(context -> assertInvalid(context, property));
    }

    @Test
    void severalSecretsProvidersFailStartup() {
        this.servlet
                .withBean("first", WebhookSecretsProvider.class, () -> List::of)
                .withBean("second", WebhookSecretsProvider.class, () -> List::of)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(NoUniqueBeanDefinitionException.class)
                        .hasMessageContaining("first,second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_dG9vU2hvcnQ=", "no secret"})
    void invalidSecretFailsStartupWithoutExposingIt(String secret) {
        String property = "replicate.webhook.secrets=" + secret;
        this.servlet.withPropertyValues(property).run(context -> {
            assertInvalid(context, property);
            assertThat(context.getStartupFailure()).rootCause().hasMessageNotContaining("dG9vU2hvcnQ");
        });
    }

    private static void assertInvalid(ApplicationContextAssertProvider<?> context, String property) {
        assertThat(context.getStartupFailure())
                .isNotNull()
                .rootCause()
                .isInstanceOf(ReplicateConfigurationException.class)
                .hasMessageContaining(property.substring(0, property.indexOf('=')));
    }
}
