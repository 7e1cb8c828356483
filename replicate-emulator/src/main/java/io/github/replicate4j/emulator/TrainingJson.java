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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.EmulatorAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes trainings as Replicate does: as predictions, but for some fields. */
final class TrainingJson {

    private TrainingJson() {}

    static Map<String, @Nullable Object> of(EmulatedPrediction training, EmulatorAddress address) {
        Map<String, @Nullable Object> json = PredictionJson.of(training, address);
        json.remove("data_removed");
        String get = address.api() + "/trainings/" + training.id();
        Map<String, Object> urls = new LinkedHashMap<>();
        urls.put("cancel", get + "/cancel");
        urls.put("get", get);
        urls.put("web", address.root() + "/#" + training.id());
        json.put("urls", urls);
        return json;
    }
}
