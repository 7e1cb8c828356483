/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Documentation of the observation of webhook deliveries and its keys.
 *
 * @since 0.1.0
 */
public enum WebhookObservationDocumentation implements ObservationDocumentation {

    /**
     * One request to the endpoint, including its listeners. It is a child of the observation of its prediction if this
     * application has created the prediction.
     */
    WEBHOOK {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultWebhookObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return Keys.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return HighCardinalityKeys.values();
        }
    };

    /**
     * Keys of metrics and spans.
     *
     * @since 0.1.0
     */
    public enum Keys implements KeyName {

        /** Simple class name of the event. */
        EVENT {
            @Override
            public String asString() {
                return "event";
            }
        },

        /** Outcome of the delivery. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        },

        /** Reason why the delivery was rejected. */
        REASON {
            @Override
            public String asString() {
                return "reason";
            }
        }
    }

    /**
     * Keys of spans only.
     *
     * @since 0.1.0
     */
    public enum HighCardinalityKeys implements KeyName {

        /** Id of the prediction or training. */
        ID {
            @Override
            public String asString() {
                return "gen_ai.response.id";
            }
        },

        /** Id of the delivery. */
        WEBHOOK_ID {
            @Override
            public String asString() {
                return "replicate.webhook.id";
            }
        }
    }
}
