/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of the client and their keys. Keys of low cardinality are part of metrics and spans, keys of high
 * cardinality of spans only.
 *
 * @since 0.1.0
 */
public enum ReplicateObservationDocumentation implements ObservationDocumentation {

    /** An API operation, over all of its attempts. Each attempt is a child observation {@code http.client.requests}. */
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
     * A prediction that the client created, from its create to its completion. The client learns of the completion by
     * waiting, by {@code predictions.get}, or from a webhook.
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

    /**
     * Low cardinality keys of {@link #OPERATION}.
     *
     * @since 0.1.0
     */
    public enum OperationKeys implements KeyName {

        /** API operation, such as {@code predictions.create}. */
        OPERATION {
            @Override
            public String asString() {
                return "operation";
            }
        },

        /** Outcome, such as {@code SUCCESS} or {@code CLIENT_ERROR}. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        },

        /** HTTP status of the last attempt, or {@code none}. */
        STATUS {
            @Override
            public String asString() {
                return "status";
            }
        },

        /** Simple class name of the exception, or {@code none}. */
        EXCEPTION {
            @Override
            public String asString() {
                return "exception";
            }
        }
    }

    /**
     * High cardinality keys of {@link #OPERATION}.
     *
     * @since 0.1.0
     */
    public enum OperationHighCardinalityKeys implements KeyName {

        /** Number of attempts. */
        ATTEMPTS {
            @Override
            public String asString() {
                return "replicate.attempts";
            }
        }
    }

    /**
     * Low cardinality keys of {@link #PREDICTION}.
     *
     * @since 0.1.0
     */
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

        /** Status as in the API, or {@code unknown} if the client did not learn of the completion. */
        STATUS {
            @Override
            public String asString() {
                return "status";
            }
        }
    }

    /**
     * High cardinality keys of {@link #PREDICTION}.
     *
     * @since 0.1.0
     */
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

        /** Number of input tokens. */
        INPUT_TOKENS {
            @Override
            public String asString() {
                return "gen_ai.usage.input_tokens";
            }
        },

        /** Number of output tokens. */
        OUTPUT_TOKENS {
            @Override
            public String asString() {
                return "gen_ai.usage.output_tokens";
            }
        },

        /** Cost, computed from the prices of the application. */
        COST {
            @Override
            public String asString() {
                return "replicate.cost";
            }
        }
    }
}
