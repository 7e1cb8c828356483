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

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.emulator.ReplicateEmulator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Chooses between Replicate and the emulator that stands in for it.
 */
final class EmulatorStandIn {

    private static final Log logger = LogFactory.getLog(ReplicateAutoConfiguration.class);

    private EmulatorStandIn() {}

    /** By name: whether the emulator is there may be asked where it is not. */
    static boolean isPresent(ApplicationContext context) {
        return ClassUtils.isPresent("io.github.replicate4j.emulator.ReplicateEmulator", context.getClassLoader());
    }

    static ReplicateConnectionDetails connection(ReplicateProperties properties, ApplicationContext context) {
        if (properties.getMode() == ReplicateMode.API) {
            return new PropertiesReplicateConnectionDetails(properties);
        }
        ReplicateEmulator emulator =
                context.getBeanProvider(ReplicateEmulator.class).getIfAvailable();
        if (emulator != null) {
            return EmulatorReplicateConnectionDetails.to(emulator);
        }
        if (properties.getMode() == ReplicateMode.AUTO && isConnectionSet(properties)) {
            return new PropertiesReplicateConnectionDetails(properties);
        }
        ReplicateConnectionDetails started = EmulatorReplicateConnectionDetails.start();
        String way = properties.getMode() == ReplicateMode.EMULATOR
                ? "set replicate.mode to auto or api"
                : "set replicate.bearer-token or REPLICATE_API_TOKEN";
        logger.warn("The local emulator at " + started.getBaseUrl()
                + " stands in for Replicate. What it makes is made up: " + way + " to talk to Replicate");
        return started;
    }

    private static boolean isConnectionSet(ReplicateProperties properties) {
        return PropertiesReplicateConnectionDetails.token(properties) != null
                || StringUtils.hasText(properties.getBaseUrl());
    }
}
