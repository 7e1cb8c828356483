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

package io.github.replicate4j.predictions;

import io.github.replicate4j.error.ReplicateException;

/**
 * A prediction came to an end without success: it failed, was canceled or was aborted. Replicate itself did its part.
 */
public class ModelException extends ReplicateException {

    private final Prediction prediction;

    /**
     * Creates the exception.
     *
     * @param prediction how it ended
     */
    public ModelException(Prediction prediction) {
        super(Endings.describe(prediction), null);
        this.prediction = prediction;
    }

    /**
     * Returns the prediction as it ended, with its error and its logs.
     *
     * @return the prediction
     */
    public Prediction prediction() {
        return this.prediction;
    }
}
