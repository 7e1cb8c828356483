/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import io.github.replicate4j.springai.EmulatorTest;
import java.util.function.UnaryOperator;

/** Calls text-to-speech models on the emulator. */
abstract class SpeechTest extends EmulatorTest {

    static final String MINIMAX = "minimax/speech-02-turbo";

    ReplicateTextToSpeechModel model(String name) {
        return model(name, options -> options);
    }

    ReplicateTextToSpeechModel model(String name, UnaryOperator<ReplicateTextToSpeechOptions.Builder> options) {
        return ReplicateTextToSpeechModel.builder()
                .replicate(this.replicate)
                .options(options.apply(ReplicateTextToSpeechOptions.builder().model(name))
                        .build())
                .build();
    }
}
