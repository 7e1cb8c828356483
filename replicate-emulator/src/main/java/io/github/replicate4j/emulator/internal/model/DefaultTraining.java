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

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.internal.script.ProgressBar;
import io.github.replicate4j.emulator.model.ModelScript;
import java.time.Duration;
import java.util.Map;

/**
 * The script of a training, unless the model defines its own. It takes about a second.
 */
final class DefaultTraining {

    private static final int EPOCHS = 4;

    private static final Duration PER_EPOCH = Duration.ofMillis(200);

    private DefaultTraining() {}

    static void write(Map<String, Object> input, ModelScript script) {
        script.boot(Duration.ofMillis(200)).log("Training with " + input.keySet());
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            script.pause(PER_EPOCH).log(ProgressBar.line(epoch, EPOCHS, 5));
        }
        script.succeed();
    }
}
