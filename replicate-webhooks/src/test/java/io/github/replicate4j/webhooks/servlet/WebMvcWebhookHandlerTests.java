/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.testing.WebhookSender;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Tests without a socket: over a socket, a test cannot know when the server has detected that the sender disconnected. */
class WebMvcWebhookHandlerTests {

    /** Failures are logged with a stack trace, which an unknown sender must not cause. */
    @Test
    void rejectedSenderThatHasDisconnectedIsNotAFailure() {
        WebhookReceiver receiver = WebhookReceiver.builder(event -> {})
                .secrets(List.of(new WebhookSecret(WebhookSender.SECRET)))
                .build();
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhook") {
            @Override
            public long getContentLengthLong() {
                return 100;
            }
        };
        request.setAsyncSupported(true);
        MockHttpServletResponse response = new MockHttpServletResponse();

        new WebMvcWebhookHandler(receiver).handleRequest(request, new HttpServletResponseWrapper(response) {
            @Override
            public void flushBuffer() throws IOException {
                throw new IOException("Broken pipe");
            }
        });

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(request.isAsyncStarted()).isFalse();
    }
}
