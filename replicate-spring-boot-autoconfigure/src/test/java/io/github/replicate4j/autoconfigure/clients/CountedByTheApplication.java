/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitedCreate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Limits that admit and record all creates. */
class CountedByTheApplication implements CreateLimits {

    final List<String> accounts = new CopyOnWriteArrayList<>();

    @Override
    public Reservation reserve(LimitedCreate create) {
        this.accounts.add(create.account());
        return new Reservation() {

            @Override
            public void created(String id) {}

            @Override
            public void completed(@Nullable Cost cost) {}

            @Override
            public void released(boolean sent) {}
        };
    }
}
