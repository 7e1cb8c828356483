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
