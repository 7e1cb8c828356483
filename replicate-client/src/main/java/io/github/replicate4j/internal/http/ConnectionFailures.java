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

package io.github.replicate4j.internal.http;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.support.Redaction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Reads what HTTP engines throw. By name, because each has exceptions of its own and none must be on the class path.
 */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    /** Spring's wrappers keep the URL and the headers of the request, and with them the token. */
    public static Throwable cause(Throwable failure) {
        boolean wrapper = failure instanceof WebClientRequestException || failure instanceof WebClientResponseException;
        Throwable cause = wrapper ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /** Reactor notes beside an error where it came by, and that is a URL whose path is a key. */
    public static Throwable withoutUrls(Throwable cause) {
        if (cause.getSuppressed().length == 0) {
            return cause;
        }
        IOException copy = new IOException(describe(cause));
        copy.setStackTrace(cause.getStackTrace());
        return copy;
    }

    /** An error of ours, such as one of the body that was being sent; engines wrap it. */
    public static @Nullable ReplicateException own(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReplicateException own) {
                return own;
            }
        }
        return null;
    }

    public static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().endsWith("TimeoutException")) {
                return true;
            }
        }
        return false;
    }

    public static String describe(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : " (" + Redaction.of(message) + ")");
    }

    public static String advice(Throwable failure) {
        return failure.getClass().getSimpleName().startsWith("PoolAcquire")
                ? "All connections are in use: raise maxConnections (replicate.http.max-connections), or make fewer calls"
                        + " at once."
                : "Check the base URL and the network.";
    }
}
