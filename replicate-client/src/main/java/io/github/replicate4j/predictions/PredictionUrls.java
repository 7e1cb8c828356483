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

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * URLs of a prediction. Each URL may be missing.
 *
 * @param get URL of the prediction in the API
 * @param cancel URL that cancels the prediction
 * @param web page of the prediction on the web site
 * @param stream URL of its event stream, if the model has one; it grants access to the output
 * @since 0.1.0
 */
public record PredictionUrls(
        @Nullable String get,
        @Nullable String cancel,
        @Nullable String web,
        @Nullable String stream) implements Serializable {

    static final PredictionUrls NONE = new PredictionUrls(null, null, null, null);

    @Override
    public String toString() {
        return "PredictionUrls[web=" + this.web + "]";
    }
}
