/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses to requests with other methods, paths and queries, over a socket. */
class WebhookRequestTests extends WebhookServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void rejectsOtherMethodsThanPost(String method) {
        HttpResponse response = server.send(server.valid().withMethod(method));
        assertThat(response.status()).isEqualTo(405);
        assertThat(server.listener().events()).isEmpty();
        if (!method.equals("TRACE")) {
            assertThat(response.headers()).containsEntry("allow", "POST");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/replicate/webhook/",
                "/replicate/webhook/x",
                "/replicate/webhook;x=1/y",
                "/Replicate/Webhook",
                "/replicate",
                "/replicate/webhookx"
            })
    void rejectsSimilarPaths(String path) {
        assertThat(server.send(server.valid().to(path)).status()).isEqualTo(404);
        assertThat(server.listener().events()).isEmpty();
    }

    @Test
    void acceptsAnyQuery() {
        assertThat(server.send(server.valid().to("/replicate/webhook?x=" + "y".repeat(3_000)))
                        .status())
                .isEqualTo(204);
        assertThat(server.send(server.valid().to("/replicate/webhook?replicate=nonsense&=&&a=%zz&replicate"))
                        .status())
                .isIn(204, 400);
        assertThat(server.send(server.valid().to("/replicate/webhook?")).status())
                .isEqualTo(204);
    }

    @Test
    void doesNotAllowCrossOriginRequests() {
        HttpResponse preflight = server.send(server.valid()
                .withMethod("OPTIONS")
                .plus("Origin: https://evil.test")
                .plus("Access-Control-Request-Method: POST"));
        assertThat(preflight.status()).isNotZero();
        assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control-allow"));
    }
}
