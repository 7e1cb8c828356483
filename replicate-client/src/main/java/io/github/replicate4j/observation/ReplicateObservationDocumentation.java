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

package io.github.replicate4j.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations there are, and their keys. Those of low cardinality are in metrics and spans, the others in spans only.
 */
public enum ReplicateObservationDocumentation implements ObservationDocumentation {

    /** One operation of the API, over all its attempts; each attempt is a {@code http.client.requests} below it. */
    OPERATION {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultOperationObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return OperationKeys.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return OperationHighCardinalityKeys.values();
        }
    },

    /**
     * One prediction that the client has created, from its create to its end, as far as the client comes to know of it: by
     * waiting, by asking, or by a webhook.
     */
    PREDICTION {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultPredictionObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return PredictionKeys.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return PredictionHighCardinalityKeys.values();
        }
    };

    /** Keys of operations. */
    public enum OperationKeys implements KeyName {

        /** Name in the API's description, such as {@code predictions.create}. */
        OPERATION {
            @Override
            public String asString() {
                return "operation";
            }
        },

        /** How it ended, in a word. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        },

        /** HTTP status of the last attempt. */
        STATUS {
            @Override
            public String asString() {
                return "status";
            }
        },

        /** Simple name of what was thrown. */
        EXCEPTION {
            @Override
            public String asString() {
                return "exception";
            }
        }
    }

    /** Keys of operations that are in spans only. */
    public enum OperationHighCardinalityKeys implements KeyName {

        /** How often the request was sent. */
        ATTEMPTS {
            @Override
            public String asString() {
                return "replicate.attempts";
            }
        }
    }

    /** Keys of predictions. */
    public enum PredictionKeys implements KeyName {

        /** Always {@code generate_content}. */
        OPERATION {
            @Override
            public String asString() {
                return "gen_ai.operation.name";
            }
        },

        /** Always {@code replicate}. */
        SYSTEM {
            @Override
            public String asString() {
                return "gen_ai.system";
            }
        },

        /** {@code owner/name} of the model. */
        MODEL {
            @Override
            public String asString() {
                return "gen_ai.request.model";
            }
        },

        /** Status in the API's words. */
        STATUS {
            @Override
            public String asString() {
                return "status";
            }
        }
    }

    /** Keys of predictions that are in spans only. */
    public enum PredictionHighCardinalityKeys implements KeyName {

        /** Id of the prediction. */
        ID {
            @Override
            public String asString() {
                return "gen_ai.response.id";
            }
        },

        /** Id of the version. */
        VERSION {
            @Override
            public String asString() {
                return "replicate.version";
            }
        },

        /** Tokens of the input. */
        INPUT_TOKENS {
            @Override
            public String asString() {
                return "gen_ai.usage.input_tokens";
            }
        },

        /** Tokens of the output. */
        OUTPUT_TOKENS {
            @Override
            public String asString() {
                return "gen_ai.usage.output_tokens";
            }
        }
    }
}
