/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;

/**
 * Tracks whether the application accepts traffic. During shutdown it does not: processing a delivery might not finish, and
 * Replicate delivers it again.
 */
final class TrafficAvailability implements ApplicationListener<AvailabilityChangeEvent<?>> {

    private volatile boolean accepting = true;

    boolean isAccepting() {
        return this.accepting;
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        if (event.getState() instanceof ReadinessState state) {
            this.accepting = state != ReadinessState.REFUSING_TRAFFIC;
        }
    }
}
