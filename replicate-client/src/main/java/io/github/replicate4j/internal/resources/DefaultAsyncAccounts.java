/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.account.Account;
import io.github.replicate4j.account.AsyncAccounts;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncAccounts}. */
public final class DefaultAsyncAccounts implements AsyncAccounts {

    private final Transport transport;

    DefaultAsyncAccounts(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<Account> get() {
        return this.transport.send(ApiRequest.get("account.get", "/account"), Account.class);
    }
}
