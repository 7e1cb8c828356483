/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.account;

import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Accounts}.
 *
 * @since 0.1.0
 */
public interface AsyncAccounts {

    /**
     * Return the account of the API token: {@code account.get}.
     *
     * @see Accounts#get()
     */
    Mono<Account> get();
}
