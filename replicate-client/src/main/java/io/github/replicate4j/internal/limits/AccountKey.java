/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.internal.support.Sha256;

/** Keys of accounts, which count separately. */
public final class AccountKey {

    /** Enough to be unique. */
    private static final int LENGTH = 32;

    private AccountKey() {}

    /** Return the key of the account of an API token, which must not be stored. */
    static String ofToken(String token) {
        return hash("replicate4j account " + token);
    }

    /**
     * Return the key of the creates that one client makes for an account.
     *
     * @param account key of the account
     * @param client name of the client
     */
    public static String ofClient(String account, String client) {
        return hash(account + " " + client);
    }

    private static String hash(String text) {
        return Sha256.of(text).substring(0, LENGTH);
    }
}
