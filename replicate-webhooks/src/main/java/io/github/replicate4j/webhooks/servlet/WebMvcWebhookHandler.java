/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import io.github.replicate4j.webhooks.BodyRejectedException;
import io.github.replicate4j.webhooks.WebhookBody;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookRequestHeaders;
import io.github.replicate4j.webhooks.WebhookResponse;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;

/**
 * Receives webhooks in Spring MVC. Only {@code POST} requests are allowed. The handler throws no exception, but responds to all
 * failures itself: the error page of the application would respond differently.
 *
 * <p>Register the handler with a handler mapping of its own. Also register a {@link WebhookRequestFilter} and a
 * {@link WebhookErrorFilter}. If these and all other filters support asynchronous requests, a slow sender does not block a
 * thread.
 *
 * @since 0.1.0
 */
public final class WebMvcWebhookHandler implements HttpRequestHandler {

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

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
        WebhookErrorFilter.markHandled(request);
        try {
            handle(request, response);
        } catch (Throwable ex) {
            ServletResponses.send(this.receiver.fail(ex), request, response);
        }
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebhookRequestHeaders headers = headers(request);
        WebhookBody received = AsyncBodyReader.body(request);
        if (received != null) {
            try (received) {
                ServletResponses.send(this.receiver.receive(headers, received), request, response);
            }
            return;
        }
        WebhookResponse rejection = this.receiver.checkHeaders(headers);
        if (rejection != null) {
            reject(rejection, headers, request, response);
            return;
        }
        receive(headers, request, response);
    }

    private static WebhookRequestHeaders headers(HttpServletRequest request) {
        return new WebhookRequestHeaders(
                request.getMethod(),
                new ServletServerHttpRequest(request).getHeaders(),
                request.getContentLengthLong(),
                request.getQueryString(),
                Objects.requireNonNullElse(request.getRemoteAddr(), "unknown"));
    }

    private void receive(WebhookRequestHeaders headers, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ServletInputStream in = request.getInputStream();
        if (request.isAsyncSupported() && !hasArrived(request, in)) {
            AsyncBodyReader.read(this.receiver, headers, request, response);
            return;
        }
        try (WebhookBody body = this.receiver.newBody(headers)) {
            ServletResponses.send(readAndProcess(headers, in, body), request, response);
        }
    }

    /** Return whether the complete body has arrived, as a typical body does together with the headers. */
    private static boolean hasArrived(HttpServletRequest request, ServletInputStream in) throws IOException {
        long length = request.getContentLengthLong();
        return length >= 0 && in.available() >= length;
    }

    private WebhookResponse readAndProcess(WebhookRequestHeaders headers, ServletInputStream in, WebhookBody body) {
        byte[] buffer = new byte[BUFFER_SIZE];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                body.append(buffer, length);
                if (body.isTimedOut()) {
                    return this.receiver.reject(headers, WebhookResponse.TOO_SLOW);
                }
            }
        } catch (BodyRejectedException | IOException ex) {
            return this.receiver.rejectBody(headers, ex);
        }
        return this.receiver.receive(headers, body);
    }

    /**
     * Respond without verifying the body. If the body has not arrived yet, it is discarded asynchronously: otherwise the
     * container would read the rest of the body on this thread, however slowly the rest arrives.
     */
    private void reject(
            WebhookResponse rejection,
            WebhookRequestHeaders headers,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean hasBody =
                request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (hasBody && request.isAsyncSupported() && !hasArrived(request, request.getInputStream())) {
            AsyncBodyReader.discard(rejection, this.receiver, headers, request, response);
        } else {
            ServletResponses.send(rejection, request, response);
        }
    }
}
