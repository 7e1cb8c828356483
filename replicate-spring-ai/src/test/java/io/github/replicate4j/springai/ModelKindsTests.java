/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import io.github.replicate4j.springai.embedding.ReplicateEmbeddingModel;
import io.github.replicate4j.springai.embedding.ReplicateEmbeddingOptions;
import io.github.replicate4j.springai.image.ReplicateImageModel;
import io.github.replicate4j.springai.image.ReplicateImageOptions;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.moderation.ReplicateModerationModel;
import io.github.replicate4j.springai.moderation.ReplicateModerationOptions;
import io.github.replicate4j.springai.speech.ReplicateTextToSpeechModel;
import io.github.replicate4j.springai.speech.ReplicateTextToSpeechOptions;
import io.github.replicate4j.springai.transcription.ReplicateTranscriptionModel;
import io.github.replicate4j.springai.transcription.ReplicateTranscriptionOptions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.audio.transcription.AudioTranscriptionPrompt;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.model.ModelResponse;
import org.springframework.ai.model.ResponseMetadata;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.core.io.ByteArrayResource;

/** Features that all kinds of models share. */
class ModelKindsTests extends EmulatorTest {

    enum Kind {
        CHAT("chat") {
            @Override
            ModelResponse<?> call(ModelCatalog catalog, @Nullable String model, @Nullable Duration timeout) {
                return ReplicateChatModel.builder()
                        .catalog(catalog)
                        .options(set(ReplicateChatOptions.builder(), model, timeout)
                                .build())
                        .build()
                        .call(new Prompt("Hi"));
            }
        },
        IMAGE("image") {
            @Override
            ModelResponse<?> call(ModelCatalog catalog, @Nullable String model, @Nullable Duration timeout) {
                return ReplicateImageModel.builder()
                        .catalog(catalog)
                        .options(set(ReplicateImageOptions.builder(), model, timeout)
                                .build())
                        .build()
                        .call(new ImagePrompt("A cat"));
            }
        },
        EMBEDDING("embedding") {
            @Override
            ModelResponse<?> call(ModelCatalog catalog, @Nullable String model, @Nullable Duration timeout) {
                return ReplicateEmbeddingModel.builder()
                        .catalog(catalog)
                        .options(set(ReplicateEmbeddingOptions.builder(), model, timeout)
                                .build())
                        .build()
                        .embedForResponse(List.of("Hi"));
            }
        },
        SPEECH("audio.speech") {
            @Override
            ModelResponse<?> call(ModelCatalog catalog, @Nullable String model, @Nullable Duration timeout) {
                return ReplicateTextToSpeechModel.builder()
                        .catalog(catalog)
                        .options(set(ReplicateTextToSpeechOptions.builder(), model, timeout)
                                .build())
                        .build()
                        .call(new TextToSpeechPrompt("Hi"));
            }
        },
        TRANSCRIPTION("audio.transcription") {
            @Override
            ModelResponse<?> call(ModelCatalog catalog, @Nullable String model, @Nullable Duration timeout) {
                return ReplicateTranscriptionModel.builder()
                        .catalog(catalog)
                        .options(set(ReplicateTranscriptionOptions.builder(), model, timeout)
                                .build())
                        .build()
                        .call(new AudioTranscriptionPrompt(new ByteArrayResource(new byte[1])));
            }
        },
        MODERATION("moderation") {
            @Override
            ModelResponse<?> call(ModelCatalog catalog, @Nullable String model, @Nullable Duration timeout) {
                return ReplicateModerationModel.builder()
                        .catalog(catalog)
                        .options(set(ReplicateModerationOptions.builder(), model, timeout)
                                .build())
                        .build()
                        .call(new ModerationPrompt("Hi"));
            }
        };

        private final String property;

        Kind(String name) {
            this.property = "spring.ai.replicate." + name + ".model";
        }

        abstract ModelResponse<?> call(ModelCatalog catalog, @Nullable String model, @Nullable Duration timeout);

        private static <B extends ReplicateOptions.Builder<B>> B set(
                B options, @Nullable String model, @Nullable Duration timeout) {
            return options.model(model).timeout(timeout);
        }
    }

    private static final Pattern NO_MODEL = Pattern.compile(
            "No model is set: set (\\S+), or model\\(\\.\\.\\.\\) in the options, for example to (\\S+)\\."
                    + " Nothing was created\\.");

    @ParameterizedTest
    @EnumSource
    void missingModelIsReportedWithThePropertyAndAModelThatWorks(Kind kind) {
        ModelCatalog catalog = new ModelCatalog(this.replicate);
        String example = missingModel(kind, catalog, null);
        assertThat(missingModel(kind, catalog, " ")).isEqualTo(example);
        assertThat(creates()).isZero();
        ResponseMetadata metadata = kind.call(catalog, example, null).getMetadata();
        assertThat(metadata.<String>get("replicate.model")).isEqualTo(example);
        assertThat(metadata.<String>get("replicate.id"))
                .isEqualTo(this.emulator.predictions().get(0).id());
        assertThat(metadata.<String>get("replicate.version")).isNotEmpty();
    }

    private static String missingModel(Kind kind, ModelCatalog catalog, @Nullable String model) {
        IllegalArgumentException failure =
                catchThrowableOfType(IllegalArgumentException.class, () -> kind.call(catalog, model, null));
        Matcher message = NO_MODEL.matcher(failure.getMessage());
        assertThat(message.matches()).as(failure.getMessage()).isTrue();
        assertThat(message.group(1)).isEqualTo(kind.property);
        return message.group(2);
    }

    @ParameterizedTest
    @EnumSource
    void timeoutLimitsTheLookupOfTheModel(Kind kind) {
        // Not only the next request: that of the previous test may arrive after its timeout.
        this.emulator.faults().always(Operation.MODELS_GET).hang();
        DeadlineExceededException failure = catchThrowableOfType(
                DeadlineExceededException.class,
                () -> kind.call(
                        new ModelCatalog(this.replicate), "meta/meta-llama-3-8b-instruct", Duration.ofMillis(50)));
        assertThat(failure)
                .hasMessageContainingAll("meta/meta-llama-3-8b-instruct was not run", "50 ms", "Nothing was created");
        assertThat(creates()).isZero();
    }
}
