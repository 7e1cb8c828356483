/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.emulator.EmulatorReplicateConnectionDetails;
import io.github.replicate4j.emulator.ReplicateEmulator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration Auto-configuration} for the emulator in tests, and for
 * the connection to the emulator. This connection takes precedence over the connection and the properties of the application.
 */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
final class ReplicateEmulatorTestAutoConfiguration {

    private static final String CONTROL_URL = "replicate.emulator.control-url";

    @Bean
    @ConditionalOnMissingBean
    ReplicateEmulator replicateEmulator(Environment environment) {
        return EmulatorReplicateConnectionDetails.startEmulator(environment);
    }

    @Bean
    @Primary
    EmulatorReplicateConnectionDetails emulatorReplicateConnectionDetails(ReplicateEmulator emulator) {
        return EmulatorReplicateConnectionDetails.to(emulator);
    }

    @Bean
    DynamicPropertyRegistrar replicateEmulatorPropertyRegistrar(ReplicateEmulator emulator) {
        return registry -> registry.add(CONTROL_URL, () -> emulator.controlUrl().toString());
    }
}
