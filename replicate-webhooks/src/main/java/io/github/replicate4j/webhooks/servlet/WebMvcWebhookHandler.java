/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import io.github.replicate4j.webhooks.BodyRejectedException;
import io.github.replicate4j.webhooks.WebhookBody;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookRequestHeaders;
import io.github.replicate4j.webhooks.WebhookResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Receives webhooks in Spring MVC. It handles all failures itself: an exception would be handled by the error page of the
 * application, with another response. Register a {@link WebhookMultipartFilter} for the same path.
 *
 * @since 0.1.0
 */
public final class WebMvcWebhookHandler {

    private static final int BUFFER_SIZE = 8_192;

    private final WebhookReceiver receiver;

    /**
     * Create a handler.
     *
     * @param receiver verifies and publishes the webhooks
     */
    public WebMvcWebhookHandler(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Return the routes for a path: {@code POST} receives webhooks, and other methods are not allowed.
     *
     * @param path path of the endpoint
     * @return the routes
     */
    public RouterFunction<ServerResponse> routes(WebhookPath path) {
        return RouterFunctions.route()
                .POST(path.value(), this::handle)
                .route(RequestPredicates.path(path.value()), request -> methodNotAllowed())
                .build();
    }

    private ServerResponse handle(ServerRequest request) {
        WebhookRequestHeaders headers = new WebhookRequestHeaders(
                request.headers().asHttpHeaders(),
                request.servletRequest().getContentLengthLong(),
                request.servletRequest().getQueryString());
        WebhookResponse rejection = this.receiver.checkHeaders(headers);
        return response(rejection != null ? rejection : receive(headers, request.servletRequest()));
    }

    private WebhookResponse receive(WebhookRequestHeaders headers, HttpServletRequest request) {
        try (WebhookBody body = this.receiver.newBody()) {
            InputStream in = request.getInputStream();
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                body.append(buffer, length);
                if (body.isTimedOut()) {
                    return this.receiver.reject(WebhookResponse.TOO_SLOW);
                }
            }
            return this.receiver.receive(headers, body.bytes());
        } catch (BodyRejectedException ex) {
            return this.receiver.reject(ex.response());
        } catch (IOException ex) {
            return this.receiver.reject(WebhookResponse.MALFORMED);
        }
    }

    private static ServerResponse methodNotAllowed() {
        return ServerResponse.status(WebhookResponse.METHOD_NOT_ALLOWED.status())
                .allow(HttpMethod.POST)
                .build();
    }

    private static ServerResponse response(WebhookResponse response) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(response.status());
        Duration retryAfter = response.retryAfter();
        if (retryAfter != null) {
            builder.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
        return builder.build();
    }
}
