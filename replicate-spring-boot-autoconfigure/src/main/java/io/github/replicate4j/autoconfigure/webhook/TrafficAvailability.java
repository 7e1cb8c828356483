/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
