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
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request without blocking a thread. When the body is complete, the request is dispatched to its handler
 * again. After a rejection, the response is sent immediately, and the rest of the body is discarded until the timeout: if the
 * connection were closed with unread bytes, the sender might not receive the response.
 *
 * <p>The container calls the methods of one reader one after the other.
 */
final class AsyncBodyReader implements ReadListener, AsyncListener {

    private static final Log logger = LogFactory.getLog(AsyncBodyReader.class);

    private static final String BODY = AsyncBodyReader.class.getName() + ".body";

    private static final int BUFFER_SIZE = 8_192;

    private final WebhookReceiver receiver;

    private final WebhookRequestHeaders headers;

    private final HttpServletRequest request;

    private final HttpServletResponse response;

    private final WebhookBody body;

    private final ServletInputStream in;

    private final AsyncContext async;

    private boolean rejected;

    private boolean done;

    private AsyncBodyReader(
            WebhookReceiver receiver,
            WebhookRequestHeaders headers,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        this.receiver = receiver;
        this.headers = headers;
        this.request = request;
        this.response = response;
        this.body = receiver.newBody(headers);
        this.in = request.getInputStream();
        this.async = request.startAsync(request, response);
        this.async.setTimeout(this.body.timeout().toMillis());
        this.async.addListener(this);
    }

    /** Read the body and dispatch the request when it is complete, or respond if it is rejected. */
    static void read(
            WebhookReceiver receiver,
            WebhookRequestHeaders headers,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AsyncBodyReader reader = new AsyncBodyReader(receiver, headers, request, response);
        reader.in.setReadListener(reader);
    }

    /** Respond and discard the body. */
    static void discard(
            WebhookResponse rejection,
            WebhookReceiver receiver,
            WebhookRequestHeaders headers,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AsyncBodyReader reader = new AsyncBodyReader(receiver, headers, request, response);
        reader.respond(rejection);
        if (!reader.done) {
            reader.in.setReadListener(reader);
        }
    }

    /** Return the complete body of a dispatched request, or {@code null} if it has not been read. */
    static @Nullable WebhookBody body(HttpServletRequest request) {
        return (WebhookBody) request.getAttribute(BODY);
    }

    /** The container calls {@link #onError(Throwable)} if this method throws an exception. */
    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        while (!this.done && this.in.isReady()) {
            int length = this.in.read(buffer);
            if (length < 0) {
                return;
            }
            // The container does not report the timeout while this method runs.
            if (this.body.isTimedOut()) {
                end(new TimeoutException());
                return;
            }
            if (!this.rejected) {
                append(buffer, length);
            }
        }
    }

    private void append(byte[] buffer, int length) {
        try {
            this.body.append(buffer, length);
        } catch (BodyRejectedException ex) {
            respond(this.receiver.rejectBody(this.headers, ex));
        }
    }

    @Override
    public void onAllDataRead() {
        if (this.rejected) {
            complete();
        } else if (!this.done) {
            this.done = true;
            this.request.setAttribute(BODY, this.body);
            this.async.dispatch();
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(new TimeoutException());
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable failure = event.getThrowable();
        end(failure == null ? new IOException("The container reported an error without a cause") : failure);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        this.done = true;
        this.body.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void end(Throwable failure) {
        try {
            if (!this.done && !this.rejected) {
                respond(this.receiver.rejectBody(this.headers, failure));
            }
        } finally {
            complete();
        }
    }

    private void respond(WebhookResponse rejection) {
        this.rejected = true;
        this.body.close();
        ServletResponses.send(rejection, this.request, this.response);
        try {
            this.response.flushBuffer();
        } catch (IOException ex) {
            logger.debug("The sender of a webhook has disconnected", ex);
            complete();
        }
    }

    private void complete() {
        if (!this.done) {
            this.done = true;
            this.async.complete();
        }
    }
}
