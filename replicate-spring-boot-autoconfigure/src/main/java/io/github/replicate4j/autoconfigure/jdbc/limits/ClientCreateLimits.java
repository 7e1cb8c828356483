/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.limits;

import io.github.replicate4j.internal.limits.AccountKey;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitedCreate;

/**
 * Limits that count the creates of one client only, also if another client has the same account.
 *
 * @param client name of the client
 * @param limits limits that count by account
 */
record ClientCreateLimits(String client, CreateLimits limits) implements CreateLimits {

    @Override
    public Reservation reserve(LimitedCreate create) {
        return this.limits.reserve(new LimitedCreate(
                AccountKey.ofClient(create.account(), this.client),
                create.operation(),
                create.target(),
                create.estimatedCost(),
                create.cancelAfter(),
                create.journalEntry(),
                create.prefix()));
    }

    @Override
    public boolean isBlocking() {
        return this.limits.isBlocking();
    }
}
