/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.Redaction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Interprets the exceptions of HTTP engines. They are recognized by their class names, because each engine has its own
 * exceptions and none of the engines is a required dependency.
 */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    /**
     * Return the cause of a {@code WebClient} exception. The {@code WebClient} exception itself contains the URL and the
     * headers of the request, including the API token, and must not be exposed.
     *
     * @return its cause, or the failure itself if it is not a {@code WebClient} exception
     */
    public static Throwable cause(Throwable failure) {
        boolean wrapper = failure instanceof WebClientRequestException || failure instanceof WebClientResponseException;
        Throwable cause = wrapper ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /**
     * Return a failure without suppressed exceptions. Reactor adds the URL of the request there, and the path of a
     * download or stream URL is a secret.
     *
     * @return the failure, or a copy if it has suppressed exceptions
     */
    public static Throwable withoutUrls(Throwable cause) {
        if (cause.getSuppressed().length == 0) {
            return cause;
        }
        IOException copy = new IOException(describe(cause));
        copy.setStackTrace(cause.getStackTrace());
        return copy;
    }

    /**
     * Return the exception of this client that a failure wraps, such as an error of the request body that was being sent. An
     * {@link Error} of application code is not a failed connection either. An error that is only the cause of another exception
     * belongs to the HTTP engine: the request may have been sent.
     *
     * @return the first {@link ReplicateException} in its causes, or {@code null} if there is none
     */
    public static @Nullable ReplicateException findReplicateException(Throwable failure) {
        if (failure instanceof Error error) {
            return ApplicationErrors.wrap(error);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReplicateException found) {
                return found;
            }
        }
        return null;
    }

    /** Return whether a failure is a timeout of the client or of the HTTP engine. */
    public static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().endsWith("TimeoutException")) {
                return true;
            }
        }
        return false;
    }

    /** Return a description of a failure for an error message. */
    public static String describe(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : " (" + Redaction.of(message) + ")");
    }

    /** Return whether a failure is a timeout of the HTTP engine before it had a connection, so that nothing was sent. */
    public static boolean isConnectTimeout(Throwable failure) {
        return isTimeout(failure)
                && (isPoolExhausted(failure)
                        || failure.getClass().getSimpleName().contains("Connect"));
    }

    private static boolean isPoolExhausted(Throwable failure) {
        return failure.getClass().getSimpleName().startsWith("PoolAcquire");
    }

    /**
     * Return advice for a request that could not be sent.
     *
     * @param otherwise advice for all reasons but a lack of free connections
     */
    public static String advice(Throwable failure, String otherwise) {
        return isPoolExhausted(failure)
                ? "All connections are in use: raise maxConnections (replicate.http.max-connections), or make fewer"
                        + " concurrent calls."
                : otherwise;
    }
}
