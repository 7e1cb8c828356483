/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ReplicateException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;

/**
 * Derives one client from the other. In a test, the other one may be a mock, which returns {@code null}: then the calls of the
 * derived client fail. A client that is scoped, for example to a request, has no single other client: then it is built.
 */
final class DerivedClients {

    private DerivedClients() {}

    static Replicate blocking(AsyncReplicate client, Supplier<ReplicateBuilder> builder) {
        if (client instanceof ScopedObject) {
            return builder.get().build();
        }
        @Nullable Replicate blocking = client.blocking();
        return blocking != null
                ? blocking
                : failing("AsyncReplicate.blocking()").blocking();
    }

    /** Return the reactive client of a blocking one. If the blocking one is derived from it, it is built. */
    static AsyncReplicate async(ObjectProvider<Replicate> client, ObjectProvider<ReplicateBuilder> builder) {
        try {
            Replicate blocking = client.getObject();
            if (blocking instanceof ScopedObject) {
                return builder.getObject().buildAsync();
            }
            @Nullable AsyncReplicate async = blocking.async();
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
