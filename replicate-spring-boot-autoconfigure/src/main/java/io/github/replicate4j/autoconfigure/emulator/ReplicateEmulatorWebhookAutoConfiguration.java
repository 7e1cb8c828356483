/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.webhooks.WebhookReceiver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that lets the emulator deliver webhooks to this application.
 *
 * <p>The emulator is referenced by class name only: if the application was processed ahead of time, the emulator may be missing
 * at runtime.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = {ReplicateAutoConfiguration.class, ReplicateWebhookEndpointAutoConfiguration.class})
@ConditionalOnClass(
        value = {WebServerInitializedEvent.class, ServerProperties.class},
        name = "io.github.replicate4j.emulator.ReplicateEmulator")
@ConditionalOnBean(WebhookReceiver.class)
public final class ReplicateEmulatorWebhookAutoConfiguration {

    @Bean
    EmulatorLocalServerUrl replicateEmulatorLocalServerUrl(
            ObjectProvider<ReplicateConnectionDetails> connection,
            ObjectProvider<ServerProperties> server,
            ApplicationContext context) {
        return new EmulatorLocalServerUrl(connection, server, context);
    }
}
