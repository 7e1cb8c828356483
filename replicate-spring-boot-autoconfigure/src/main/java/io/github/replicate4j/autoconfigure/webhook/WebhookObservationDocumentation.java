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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observation of webhooks, and its keys.
 */
public enum WebhookObservationDocumentation implements ObservationDocumentation {

    /** One request to the endpoint, listeners included. It stands below the prediction, where that was created here. */
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

    /** Keys of metrics and spans. */
    public enum Keys implements KeyName {

        /** Simple name of the event. */
        EVENT {
            @Override
            public String asString() {
                return "event";
            }
        },

        /** What came of it. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        },

        /** Why it was refused. */
        REASON {
            @Override
            public String asString() {
                return "reason";
            }
        }
    }

    /** Keys of spans only. */
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
