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

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.Setting;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what receives webhooks, whatever the web framework.
 */
@AutoConfiguration(after = ReplicateAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(
        name = {"replicate.enabled", "replicate.webhook.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(ReplicateWebhookProperties.class)
public final class ReplicateWebhookEndpointAutoConfiguration {

    /** Well below the time for which the inbox remembers what was done. */
    private static final Duration MAX_TOLERANCE = Duration.ofHours(1);

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);

    private final Clock clock;

    ReplicateWebhookEndpointAutoConfiguration(@Qualifier("replicateWebhookClock") ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Bean
    @ConditionalOnMissingBean
    CompletionSignals replicateSignals() {
        return new CompletionSignals();
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookInbox replicateWebhookInbox() {
        return new InMemoryWebhookInbox(this.clock);
    }

    @Bean
    TrafficGate replicateTrafficGate() {
        return new TrafficGate();
    }

    @Bean
    WebhookVerification replicateWebhookVerification(
            ReplicateWebhookProperties properties, ObjectProvider<AsyncReplicate> replicate) {
        Duration tolerance = tolerance(properties);
        List<WebhookSecret> secrets =
                properties.getSecrets().stream().map(this::secret).toList();
        if (secrets.isEmpty()) {
            return new FetchedSecrets(fetching(replicate), each -> verifier(each, tolerance), this.clock);
        }
        WebhookVerifier verifier = Setting.checked("replicate.webhook.secrets", () -> verifier(secrets, tolerance));
        return (head, body) -> verifier.verify(head::header, body);
    }

    private WebhookSecret secret(String key) {
        return Setting.checked("replicate.webhook.secrets", () -> new WebhookSecret(key));
    }

    private WebhookVerifier verifier(List<WebhookSecret> secrets, Duration tolerance) {
        return WebhookVerifier.of(secrets).withTolerance(tolerance).withClock(this.clock);
    }

    /** A delivery waits for it, so it must be short. */
    private static Supplier<WebhookSecret> fetching(ObjectProvider<AsyncReplicate> replicate) {
        return () -> {
            Replicate client = replicate.getObject().blocking();
            return client.withOptions(options -> options.timeout(FETCH_TIMEOUT).maxRetries(0))
                    .webhooks()
                    .defaultSecret();
        };
    }

    private static Duration tolerance(ReplicateWebhookProperties properties) {
        return Setting.checked("replicate.webhook.tolerance", () -> {
            Duration tolerance = Arguments.positive("tolerance", properties.getTolerance());
            if (tolerance.compareTo(MAX_TOLERANCE) > 0) {
                throw new IllegalArgumentException("it must be at most " + MAX_TOLERANCE.toHours() + " h");
            }
            return tolerance;
        });
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookPublisher replicateWebhookPublisher(ApplicationEventPublisher publisher) {
        return publisher::publishEvent;
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookBodies replicateWebhookBodies(ReplicateWebhookProperties properties) {
        return new WebhookBodies(maxBodySize(properties));
    }

    @Bean
    WebhookObservations replicateWebhookObservations(
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<WebhookObservationConvention> convention,
            ObjectProvider<PredictionObservations> predictions) {
        return new WebhookObservations(
                registry.getIfUnique(() -> ObservationRegistry.NOOP),
                convention.getIfAvailable(),
                predictions.getIfAvailable(() -> PredictionObservations.NONE));
    }

    @Bean
    WebhookReceiver replicateWebhookReceiver(
            ReplicateWebhookProperties properties,
            TrafficGate gate,
            WebhookBodies bodies,
            WebhookVerification verification,
            CompletionSignals signals,
            WebhookInbox inbox,
            WebhookPublisher publisher,
            WebhookObservations observations) {
        return new WebhookReceiver(
                gate,
                bodies,
                new WebhookHeaderVerifier(tolerance(properties), this.clock),
                verification,
                signals,
                inbox,
                publisher,
                this.clock,
                observations);
    }

    private static long maxBodySize(ReplicateWebhookProperties properties) {
        return Setting.checked("replicate.webhook.max-body-size", () -> {
            long size = properties.getMaxBodySize().toBytes();
            Arguments.size("it", size);
            if (size > Integer.MAX_VALUE / 2) {
                throw new IllegalArgumentException("it must be less than 1 GB");
            }
            return size;
        });
    }

    /**
     * In a transaction, where there are any: listeners that wait for its commit would hear of nothing without one. When it
     * cannot be committed, the delivery has failed.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TransactionTemplate.class)
    static class TransactionConfiguration {

        @Bean
        WebhookPublisher replicateWebhookPublisher(
                ApplicationEventPublisher publisher, ObjectProvider<PlatformTransactionManager> transactionManager) {
            PlatformTransactionManager transactions = transactionManager.getIfUnique();
            if (transactions == null) {
                return publisher::publishEvent;
            }
            TransactionTemplate transaction = new TransactionTemplate(transactions);
            return event -> transaction.executeWithoutResult(status -> publisher.publishEvent(event));
        }
    }
}
