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

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Receives webhooks in Spring MVC. It answers itself whatever befalls it: an exception would be sent through the
 * application's error page, and be something else then.
 */
final class WebMvcWebhookHandler {

    private static final int PIECE = 8_192;

    private final WebhookReceiver receiver;

    WebMvcWebhookHandler(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    ServerResponse handle(ServerRequest request) {
        WebhookHead head = new WebhookHead(
                request.headers().asHttpHeaders(),
                request.servletRequest().getContentLengthLong(),
                request.servletRequest().getQueryString());
        WebhookAnswer refusal = this.receiver.refusal(head);
        return response(refusal != null ? refusal : receive(head, request.servletRequest()));
    }

    private WebhookAnswer receive(WebhookHead head, HttpServletRequest request) {
        try (WebhookBody body = this.receiver.body()) {
            InputStream in = request.getInputStream();
            byte[] piece = new byte[PIECE];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                body.add(piece, length);
                if (body.isLate()) {
                    return this.receiver.refused(WebhookAnswer.TOO_SLOW);
                }
            }
            return this.receiver.receive(head, body.bytes());
        } catch (WebhookRefusedException ex) {
            return this.receiver.refused(ex.answer());
        } catch (IOException ex) {
            return this.receiver.refused(WebhookAnswer.MALFORMED);
        }
    }

    static ServerResponse notAPost() {
        return ServerResponse.status(WebhookAnswer.NOT_A_POST.status())
                .allow(HttpMethod.POST)
                .build();
    }

    private static ServerResponse response(WebhookAnswer answer) {
        ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
        Duration retryAfter = answer.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
        return response.build();
    }
}
