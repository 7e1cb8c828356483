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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that lets the emulator stand in for Replicate.
 *
 * <p>What to talk to is decided when the bean is made, not by a condition: conditions are frozen when an application is
 * processed ahead of time, where the token is not known.
 */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
@ConditionalOnClass(ReplicateEmulator.class)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ReplicateProperties.class)
public final class ReplicateEmulatorAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateEmulatorAutoConfiguration.class);

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    ReplicateConnectionDetails replicateConnectionDetails(
            ReplicateProperties properties, ObjectProvider<ReplicateEmulator> emulators) {
        if (properties.getMode() == ReplicateMode.API) {
            return new PropertiesReplicateConnectionDetails(properties);
        }
        ReplicateEmulator emulator = emulators.getIfAvailable();
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
