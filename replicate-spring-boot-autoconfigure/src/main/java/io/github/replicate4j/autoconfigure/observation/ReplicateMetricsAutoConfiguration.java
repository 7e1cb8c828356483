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

package io.github.replicate4j.autoconfigure.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what is measured beyond the time that observations take.
 */
@AutoConfiguration(
        after = ReplicateObservationAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
public final class ReplicateMetricsAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateMetricsAutoConfiguration.class);

    /** Of models there is no end, and each is a series of its own. */
    private static final int MAX_MODELS = 100;

    @Bean
    PredictionMeters replicatePredictionMeters(MeterRegistry registry) {
        return new PredictionMeters(registry);
    }

    @Bean
    OperationMeters replicateOperationMeters(MeterRegistry registry) {
        return new OperationMeters(registry);
    }

    @Bean
    WebhookMeters replicateWebhookMeters(MeterRegistry registry) {
        return new WebhookMeters(registry);
    }

    @Bean
    MeterFilter replicateModelsMeterFilter() {
        return new ModelLimit(
                MAX_MODELS,
                () -> logger.warn("Metrics show " + MAX_MODELS
                        + " models, and all further ones as 'other'. A PredictionObservationConvention of your own can name them"
                        + " otherwise"));
    }
}
