/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.webhooks.testing.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application and its emulator, without any configuration, in each web framework. */
@ParameterizedClass
@EnumSource
abstract class EmulatorApplicationTest {

    static WebhookServer server;

    static Replicate replicate;

    static ReplicateEmulator emulator;

    @Parameter
    Stack stack;

    @BeforeParameterizedClassInvocation
    static void start(Stack stack) {
        server = start(stack, "replicate.run.poll-interval=200ms");
        replicate = server.context().getBean(Replicate.class);
        emulator = server.context().getBean(ReplicateEmulator.class);
    }

    static WebhookServer start(Stack stack, String... properties) {
        List<String> all = new ArrayList<>(List.of(WebhookServer.WITHOUT_SECURITY, "replicate.mode=emulator"));
        all.addAll(List.of(properties));
        return WebhookServer.start(stack, all, Application.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @AfterEach
    void clear() {
        emulator.reset();
        server.listener().clear();
    }

    static long gets(String id) {
        return emulator.requests().to(Operation.PREDICTIONS_GET).stream()
                .filter(request -> request.uri().getPath().endsWith(id))
                .count();
    }

    static Prediction createSlow(int seconds) {
        return replicate.models().predictions().create("emulator/slow", request -> request.input("seconds", seconds));
    }

    static void assertPublishedOnce(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(emulator.webhooks().deliveries())
                        .isNotEmpty()
                        .allSatisfy(delivery -> assertThat(delivery.endedAt()).isNotNull()));
        assertThat(server.listener().countOf(id)).isEqualTo(1);
    }

    /** An application with its emulator. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(WebhookServer.ReceiverConfiguration.class)
    static class Application {

        @Bean
        ReplicateEmulator emulator() {
            return ReplicateEmulator.start();
        }
    }
}
