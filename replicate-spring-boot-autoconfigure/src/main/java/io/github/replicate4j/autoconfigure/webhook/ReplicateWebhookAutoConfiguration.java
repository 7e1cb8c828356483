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

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateBuilderCustomizer;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.webhooks.WebhookPath;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that sets the default webhook of the clients. Another application may receive
 * the webhooks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"replicate.enabled", "replicate.webhook.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(ReplicateWebhookProperties.class)
public final class ReplicateWebhookAutoConfiguration {

    @Bean
    WebhookPath replicateWebhookPath(ReplicateWebhookProperties properties) {
        return ConfigurationErrors.forProperty("replicate.webhook.path", () -> new WebhookPath(properties.getPath()));
    }

    @Bean
    WebhookTargetProvider replicateWebhookTargetProvider(
            ReplicateWebhookProperties properties,
            WebhookPath path,
            ApplicationContext context,
            ObjectProvider<LocalServerUrl> localUrl) {
        return new WebhookTargetProvider(properties, ApplicationPath.of(context) + path.value(), localUrl);
    }

    /** Ordered first, so that customizers of the application can override it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ReplicateBuilderCustomizer replicateWebhookBuilderCustomizer(
            ReplicateWebhookProperties properties,
            WebhookTargetProvider targets,
            ObjectProvider<CompletionSignals> signals) {
        return builder -> {
            builder.defaultWebhook(targets::target);
            signals.ifAvailable(builder::signals);
            Duration pollInterval = properties.getPollInterval();
            if (pollInterval != null) {
                ConfigurationErrors.forProperty(
                        "replicate.webhook.poll-interval",
                        () -> builder.run(run -> run.webhookPollInterval(pollInterval)));
            }
        };
    }
}
