/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin;

import io.github.replicate4j.emulator.internal.builtin.audio.SpeechModels;
import io.github.replicate4j.emulator.internal.builtin.audio.TranscriptionModels;
import io.github.replicate4j.emulator.internal.builtin.embedding.EmbeddingModels;
import io.github.replicate4j.emulator.internal.builtin.image.FluxModels;
import io.github.replicate4j.emulator.internal.builtin.image.ImageModels;
import io.github.replicate4j.emulator.internal.builtin.language.LanguageModels;
import io.github.replicate4j.emulator.internal.builtin.moderation.ModerationModel;
import io.github.replicate4j.emulator.internal.builtin.video.VideoModel;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The built-in models. They are deterministic.
 */
public final class BuiltInModels {

    /** The built-in deployments: the name of the model by deployment name. */
    public static final Map<String, String> DEPLOYMENTS = Map.of("emulator/pictures", FluxModels.FLUX_SCHNELL);

    private BuiltInModels() {}

    public static List<ModelDefinition> all() {
        List<ModelDefinition> models = new ArrayList<>();
        models.add(DemoModels.hello());
        models.addAll(LanguageModels.all());
        models.addAll(ImageModels.all());
        models.addAll(EmbeddingModels.all());
        models.addAll(TranscriptionModels.all());
        models.addAll(SpeechModels.all());
        models.add(ModerationModel.definition());
        models.add(VideoModel.definition());
        models.addAll(DemoModels.ofEmulator());
        return List.copyOf(models);
    }
}
