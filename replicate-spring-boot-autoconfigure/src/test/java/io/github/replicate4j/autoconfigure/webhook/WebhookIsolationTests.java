/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.observation.DefaultWebhookObservationConvention;
import io.github.replicate4j.webhooks.observation.WebhookObservationContext;
import io.github.replicate4j.webhooks.observation.WebhookObservationConvention;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import io.github.replicate4j.webhooks.testing.MutableClock;
import io.github.replicate4j.webhooks.testing.Stack;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** The configuration and failures of an application must not change the responses to webhooks. */
@ParameterizedClass
@EnumSource
@ExtendWith(OutputCaptureExtension.class)
class WebhookIsolationTests {

    @Parameter
    Stack stack;

    private WebhookServer start(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                WebhookServer.WITHOUT_SECURITY,
                "replicate.bearer-token=any",
                "replicate.webhook.secrets=" + WebhookServer.SECRET));
        all.addAll(Arrays.asList(properties));
        return WebhookServer.start(this.stack, all, application, Interfering.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"use.header=API-Version", "use.path-segment=0", "use.query-parameter=version"})
    void apiVersionsOfTheApplicationDoNotApply(String property) {
        try (WebhookServer server = start(
                WebhookServer.Application.class,
                "spring.mvc.apiversion." + property,
                "spring.mvc.apiversion.required=true",
                "spring.mvc.apiversion.supported=1.0",
                "spring.webflux.apiversion." + property,
                "spring.webflux.apiversion.required=true",
                "spring.webflux.apiversion.supported=1.0")) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            assertThat(server.send(server.valid().plus("API-Version: 9.9")).status())
                    .isEqualTo(204);
            assertThat(server.send(server.valid().to("/replicate/webhook?version=9.9"))
                            .status())
                    .isEqualTo(204);
            assertThat(server.listener().events()).hasSize(3);
        }
    }

    @Test
    void controllersInterceptorsAndCorsOfTheApplicationDoNotApply() {
        try (WebhookServer server = start(WebhookServer.Application.class)) {
            HttpResponse response = server.send(server.valid().plus("Origin: https://example.com"));
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.headers()).doesNotContainKey("access-control-allow-origin");
            assertThat(server.listener().events()).hasSize(1);
        }
    }

    /** To start a thread takes several times as long as to process a webhook. */
    @Test
    void threadsAreUsedAgain() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (WebhookServer server = start(WebhookServer.Application.class)) {
            server.listener().onEvent(event -> threads.add(Thread.currentThread()));
            for (int i = 0; i < 30; i++) {
                assertThat(server.send(server.valid()).status()).isEqualTo(204);
            }
        }
        assertThat(threads).hasSizeBetween(1, 20);
    }

    @Test
    void respondsImmediatelyWhileAllThreadsAreBusy() throws Exception {
        try (WebhookServer server = start(
                WebhookServer.Application.class, "replicate.webhook.max-threads=1", "server.tomcat.threads.max=4")) {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            server.listener().onEvent(event -> {
                started.countDown();
                await(released);
            });
            Delivery blocked = server.valid();
            CompletableFuture<Integer> first =
                    CompletableFuture.supplyAsync(() -> server.send(blocked).status());
            try {
                await(started);
                server.listener().onEvent(event -> {});
                HttpResponse response = server.send(server.valid());
                // Tomcat has threads left.
                assertThat(response.status()).isEqualTo(this.stack == Stack.MVC ? 204 : 503);
                if (this.stack == Stack.WEBFLUX) {
                    assertThat(response.headers()).containsEntry("retry-after", "5");
                }
            } finally {
                released.countDown();
            }
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(204);
        }
    }

    @Test
    void threadsOfTheReactiveEndpointAreConfiguredLikeThoseOfSpringBoot() {
        try (WebhookServer server = start(Decorating.class)) {
            AtomicReference<Boolean> decorated = new AtomicReference<>();
            server.listener().onEvent(event -> decorated.set(Decorating.DECORATED.get()));
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            // Tomcat has its own threads.
            assertThat(decorated).hasValue(this.stack == Stack.WEBFLUX);
        }
    }

    @Test
    void errorOfAListenerIsAFailure() {
        try (WebhookServer server = start(WebhookServer.Application.class)) {
            Delivery delivery = server.valid();
            server.listener().onEvent(event -> {
                throw new StackOverflowError("listener");
            });
            assertThat(server.send(delivery).status()).isEqualTo(500);
            server.listener().onEvent(event -> {});
            assertThat(server.send(delivery).status()).isEqualTo(204);
        }
    }

    @Test
    void failingClockIsAFailure(CapturedOutput output) {
        try (WebhookServer server = start(FailingClock.class)) {
            Delivery delivery = server.valid();
            FailingClock clock = server.context().getBean(FailingClock.class);
            clock.fails.set(true);
            assertThat(server.send(delivery).status()).isEqualTo(500);
            clock.fails.set(false);
            assertThat(server.send(delivery).status()).isEqualTo(204);
            assertThat(output).contains("A webhook could not be received").contains("clock failure");
        }
    }

    @Test
    void failingObservationConventionDoesNotRejectWebhooks(CapturedOutput output) {
        try (WebhookServer server = start(FailingConvention.class)) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            assertThat(server.send(server.valid().without("webhook-id")).status())
                    .isEqualTo(400);
            assertThat(server.listener().events()).hasSize(1);
            assertThat(output).contains("convention failure");
        }
    }

    @Test
    void bodyThatAFilterHasReadIsAFailure(CapturedOutput output) {
        try (WebhookServer server = start(ReadingFilter.class)) {
            // A servlet request cannot open its stream again; the body of a reactive one is empty.
            assertThat(server.send(server.valid()).status()).isEqualTo(this.stack == Stack.MVC ? 500 : 400);
            assertThat(output).contains("A webhook ");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Decorating extends WebhookServer.Application {

        static final ThreadLocal<Boolean> DECORATED = ThreadLocal.withInitial(() -> false);

        @Bean
        TaskDecorator taskDecorator() {
            return task -> () -> {
                DECORATED.set(true);
                task.run();
            };
        }
    }

    /** Would respond with 200 in place of the endpoint. */
    @Configuration(proxyBeanMethods = false)
    @ControllerAdvice
    @RestController
    @CrossOrigin("*")
    static class Interfering {

        @ExceptionHandler(Throwable.class)
        ResponseEntity<String> respond(Throwable ex) {
            return ResponseEntity.ok("advice");
        }

        @PostMapping("/replicate/{name}")
        String controller() {
            return "controller";
        }

        @Bean
        MappedInterceptor interceptor() {
            return new MappedInterceptor(null, new HandlerInterceptor() {

                @Override
                public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                    return false;
                }
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingClock extends WebhookServer.Application {

        final AtomicBoolean fails = new AtomicBoolean();

        @Override
        @Bean(defaultCandidate = false)
        MutableClock replicateWebhookClock() {
            return new MutableClock() {

                @Override
                public Instant instant() {
                    if (FailingClock.this.fails.get()) {
                        throw new IllegalStateException("clock failure");
                    }
                    return super.instant();
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingConvention extends WebhookServer.Application {

        @Bean
        ObservationRegistry observationRegistry() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(context -> true);
            return registry;
        }

        @Bean
        WebhookObservationConvention convention() {
            return new DefaultWebhookObservationConvention() {

                @Override
                public String getName() {
                    throw new IllegalStateException("convention failure");
                }

                @Override
                public KeyValues getLowCardinalityKeyValues(WebhookObservationContext context) {
                    throw new IllegalStateException("convention failure");
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ReadingFilter extends WebhookServer.Application {

        @Bean
        Filter readingFilter() {
            return (request, response, chain) -> {
                request.getReader();
                chain.doFilter(request, response);
            };
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter readingWebFilter() {
            return (exchange, chain) -> exchange.getRequest().getBody().then(chain.filter(exchange));
        }
    }
}
