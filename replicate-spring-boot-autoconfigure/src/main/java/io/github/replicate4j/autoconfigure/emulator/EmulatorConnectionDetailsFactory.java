/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import io.github.replicate4j.autoconfigure.ConfiguredToken;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetailsFactory;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import io.github.replicate4j.autoconfigure.ReplicateProperties;
import io.github.replicate4j.emulator.ReplicateEmulator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * {@link ReplicateConnectionDetailsFactory} for the emulator, if it is on the class path.
 */
final class EmulatorConnectionDetailsFactory implements ReplicateConnectionDetailsFactory {

    private static final Log logger = LogFactory.getLog(EmulatorConnectionDetailsFactory.class);

    EmulatorConnectionDetailsFactory() {}

    @Override
    public @Nullable ReplicateConnectionDetails create(ReplicateProperties properties, ApplicationContext context) {
        if (properties.getMode() == ReplicateMode.API) {
            return null;
        }
        boolean present =
                ClassUtils.isPresent("io.github.replicate4j.emulator.ReplicateEmulator", context.getClassLoader());
        if (present) {
            ReplicateEmulator emulator =
                    context.getBeanProvider(ReplicateEmulator.class).getIfAvailable();
            if (emulator != null) {
                logger.info("The emulator at " + emulator.baseUrl() + " is used instead of Replicate");
                return EmulatorReplicateConnectionDetails.to(emulator, context.getEnvironment());
            }
        }
        String remote = properties.getEmulator().getBaseUrl();
        if (StringUtils.hasText(remote)) {
            return new RemoteEmulatorConnectionDetails(remote);
        }
        return present ? localEmulator(properties, context.getEnvironment()) : null;
    }

    private static @Nullable ReplicateConnectionDetails localEmulator(
            ReplicateProperties properties, Environment environment) {
        if (properties.getMode() == ReplicateMode.AUTO && isConnectionConfigured(properties, environment)) {
            return null;
        }
        ReplicateConnectionDetails started = EmulatorReplicateConnectionDetails.start(environment);
        String action = properties.getMode() == ReplicateMode.EMULATOR
                ? "set replicate.mode to auto or api"
                : "set replicate.bearer-token or REPLICATE_API_TOKEN";
        logger.warn("The local emulator at " + started.getBaseUrl()
                + " is used instead of Replicate. Its output is artificial: " + action + " to call Replicate");
        return started;
    }

    private static boolean isConnectionConfigured(ReplicateProperties properties, Environment environment) {
        return ConfiguredToken.find(properties, environment) != null || StringUtils.hasText(properties.getBaseUrl());
    }
}
