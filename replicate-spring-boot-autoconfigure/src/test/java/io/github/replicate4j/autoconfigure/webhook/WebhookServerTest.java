/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.webhooks.testing.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of an application that receives webhooks: once in Spring MVC, once in Spring WebFlux. */
@ParameterizedClass
@EnumSource
abstract class WebhookServerTest {

    static WebhookServer server;

    @Parameter
    Stack stack;

    @BeforeParameterizedClassInvocation
    static void start(Stack stack) {
        server = WebhookServer.start(stack, "replicate.webhook.max-body-size=200KB");
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
