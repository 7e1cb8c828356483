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

import io.github.replicate4j.internal.support.Redaction;

/** Words for how a prediction ended. */
final class Endings {

    private Endings() {}

    static String describe(Prediction prediction) {
        String what = "Prediction " + prediction.id() + (prediction.model() == null ? "" : " of " + prediction.model());
        return switch (prediction.status()) {
            case FAILED -> what + " failed in the model: " + reason(prediction);
            case CANCELED -> what + " was canceled before it was done, by a request or by its deadline.";
            case ABORTED -> what + " was aborted: its deadline passed before the model began. It was not billed.";
            default ->
                what + " ended with the status " + Redaction.of(String.valueOf(prediction.statusText()))
                        + ", which is no success.";
        };
    }

    private static String reason(Prediction prediction) {
        if (prediction.error() != null) {
            return Redaction.of(prediction.error().toString());
        }
        return "it gave no reason, but its logs may";
    }
}
