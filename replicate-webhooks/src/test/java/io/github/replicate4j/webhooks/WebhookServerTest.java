/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.webhooks.testing.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of the endpoint over a socket: once in Spring MVC, once in Spring WebFlux. */
@ParameterizedClass
@EnumSource
abstract class WebhookServerTest {

    static WebhookServer server;

    @Parameter
    Stack stack;

    @BeforeParameterizedClassInvocation
    static void start(Stack stack) {
        server = WebhookServer.start(stack, builder -> builder.maxBodySize(200 * 1024));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @AfterEach
    void clear() {
        server.listener().clear();
    }
}
