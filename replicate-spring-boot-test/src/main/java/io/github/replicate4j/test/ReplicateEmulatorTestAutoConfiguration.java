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

package io.github.replicate4j.test;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.emulator.EmulatorReplicateConnectionDetails;
import io.github.replicate4j.emulator.ReplicateEmulator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration Auto-configuration} for the emulator in tests and the
 * connection to it, which replaces the connection of the application and its properties.
 */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
final class ReplicateEmulatorTestAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReplicateEmulator replicateEmulator() {
        return ReplicateEmulator.start();
    }

    @Bean
    @Primary
    EmulatorReplicateConnectionDetails emulatorReplicateConnectionDetails(ReplicateEmulator emulator) {
        return EmulatorReplicateConnectionDetails.to(emulator);
    }
}
