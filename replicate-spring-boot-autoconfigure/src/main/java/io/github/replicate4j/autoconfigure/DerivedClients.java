/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ReplicateException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;

/**
 * Derives one client from the other. In a test, the other one may be a mock, which returns {@code null}: then the calls of the
 * derived client fail.
 */
final class DerivedClients {

    private DerivedClients() {}

    static Replicate blocking(AsyncReplicate client) {
        @Nullable Replicate blocking = client.blocking();
        return blocking != null
                ? blocking
                : failing("AsyncReplicate.blocking()").blocking();
    }

    /** Return the reactive client of a blocking one. If the blocking one is derived from it, it is built. */
    static AsyncReplicate async(ObjectProvider<Replicate> client, ObjectProvider<ReplicateBuilder> builder) {
        try {
            @Nullable AsyncReplicate async = client.getObject().async();
            return async != null ? async : failing("Replicate.async()");
        } catch (BeansException ex) {
            if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof BeanCurrentlyInCreationException) {
                return builder.getObject().buildAsync();
            }
            throw ex;
        }
    }

    private static AsyncReplicate failing(String method) {
        String message =
                "Nothing was sent to Replicate: " + method + " of a mock returned null. Mock the client that the"
                        + " application calls, or let " + method + " return a client.";
        return AsyncReplicate.builder()
                .bearerToken("none")
                .maxRetries(0)
                .connector((httpMethod, uri, request) -> Mono.error(() -> new ReplicateException(message, null)))
                .buildAsync();
    }
}
