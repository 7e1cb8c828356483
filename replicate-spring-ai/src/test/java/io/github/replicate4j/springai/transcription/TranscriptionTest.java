/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import io.github.replicate4j.springai.EmulatorTest;
import java.util.function.UnaryOperator;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/** Calls transcription models on the emulator. */
abstract class TranscriptionTest extends EmulatorTest {

    static final String WHISPER = "openai/whisper";

    static final Resource RECORDING = recording(100);

    ReplicateTranscriptionModel model(String name) {
        return model(name, options -> options);
    }

    ReplicateTranscriptionModel model(String name, UnaryOperator<ReplicateTranscriptionOptions.Builder> options) {
        return ReplicateTranscriptionModel.builder()
                .replicate(this.replicate)
                .options(options.apply(ReplicateTranscriptionOptions.builder().model(name))
                        .build())
                .build();
    }

    static Resource recording(int bytes) {
        return new ByteArrayResource(new byte[bytes]) {

            @Override
            public String getFilename() {
                return "recording.mp3";
            }
        };
    }
}
