/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import java.util.function.LongSupplier;
import org.springframework.util.ConcurrentLruCache;

/** Counts the creates of one client in memory, for each account separately. */
final class InMemoryCreateLimits implements CreateLimits {

    private static final int MAX_ACCOUNTS = 1_000;

    private final ConcurrentLruCache<String, AccountUsage> accounts;

    InMemoryCreateLimits(LimitSettings settings, LongSupplier clock) {
        this.accounts = new ConcurrentLruCache<>(MAX_ACCOUNTS, account -> new AccountUsage(settings, clock));
    }

    @Override
    public Reservation reserve(LimitedCreate create) {
        return this.accounts.get(create.account()).reserve(create);
    }

    @Override
    public boolean isBlocking() {
        return false;
    }
}
