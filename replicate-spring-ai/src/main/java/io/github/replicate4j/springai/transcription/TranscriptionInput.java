/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** Maps a recording with its options to the input of a transcription model. */
final class TranscriptionInput {

    private TranscriptionInput() {}

    /**
     * Map a recording with its options.
     *
     * @throws IllegalArgumentException if the model cannot take a part of it
     */
    static ModelCall<ReplicateTranscriptionOptions> map(
            Resource audio, ReplicateTranscriptionOptions options, ModelDescription model) {
        InputMapping input = new InputMapping(model, UnsupportedOptions.FAIL);
        InputField field = audio(model);
        if (field == null) {
            throw input.missing("audio");
        }
        if (model.outputKind() == OutputKind.FILES || model.outputKind() == OutputKind.OTHER) {
            throw new IllegalArgumentException(
                    model.model() + " cannot transcribe: its output is not text. Use a transcription model.");
        }
        input.put(field, "audio", FileUpload.of(audio));
        input.require(InputRole.LANGUAGE, "language", language(options.getLanguage(), model));
        return new ModelCall<>(model, options, input.build(options.getInput()));
    }

    private static @Nullable InputField audio(ModelDescription model) {
        InputField audio = model.field(InputRole.AUDIO);
        InputField file = model.fields().get("file");
        return audio == null && file != null && file.kind() == InputField.Kind.FILE ? file : audio;
    }

    /** Some models have codes of languages, others have English names. */
    private static @Nullable String language(@Nullable String language, ModelDescription model) {
        InputField field = model.field(InputRole.LANGUAGE);
        if (language == null || field == null || field.choices().isEmpty() || field.choice(language) != null) {
            return language;
        }
        String name = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
        return !name.isEmpty() && field.choice(name) != null ? name : language;
    }
}
