/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.account;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;

/**
 * Operations on the account that the API token belongs to.
 *
 * @since 0.1.0
 */
public final class Accounts {

    private final AsyncAccounts async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Accounts(AsyncAccounts async) {
        this.async = async;
    }

    /**
     * Return the account of the API token: {@code account.get}. This is the cheapest way to check that a token is
     * valid.
     *
     * @return the account
     * @throws ReplicateException if the request fails
     */
    public Account get() {
        return Blocking.value(this.async.get());
    }
}
