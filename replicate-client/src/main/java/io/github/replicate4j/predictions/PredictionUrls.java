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
 * Where a prediction can be found. Each URL may be missing.
 *
 * @param get the prediction itself, in the API
 * @param cancel where a cancel is posted to
 * @param web the prediction on the web site
 * @param stream its stream of events, if the model has one; whoever knows this URL can read it
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
