/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.springai.internal.MediaFiles;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.ImageMessage;

/** Maps a prompt with its options to the input of an image model. */
final class ImageInput {

    private final ModelDescription model;

    private final InputMapping input;

    private ImageInput(ModelDescription model) {
        this.model = model;
        this.input = new InputMapping(model, UnsupportedOptions.FAIL);
    }

    /**
     * Map a prompt.
     *
     * @throws IllegalArgumentException if the model cannot take a part of it
     */
    static ModelCall<ReplicateImageOptions> map(
            List<ImageMessage> messages, ReplicateImageOptions options, ModelDescription model) {
        if (model.outputKind() == OutputKind.TEXT || model.outputKind() == OutputKind.OTHER) {
            throw new IllegalArgumentException(
                    model.model() + " cannot create images: its output has no files. Use an image model.");
        }
        ImageInput mapping = new ImageInput(model);
        mapping.addTexts(messages, options.getNegativePrompt());
        mapping.addMedia(messages);
        mapping.addCount(options.getN());
        ImageSize.map(options.getWidth(), options.getHeight(), mapping.input);
        mapping.input.require(InputRole.STYLE, "style", options.getStyle());
        return new ModelCall<>(model, options, mapping.input.build(options.getInput()));
    }

    private void addTexts(List<ImageMessage> messages, @Nullable String negativePrompt) {
        ImageTexts texts = ImageTexts.of(messages, negativePrompt);
        if (!texts.prompt().isEmpty()) {
            this.input.require(InputRole.PROMPT, "text", texts.prompt());
        } else if (messages.stream().allMatch(message -> message.getMedia().isEmpty())) {
            throw new IllegalArgumentException("The prompt is empty: it has neither text nor an image.");
        }
        this.input.require(InputRole.NEGATIVE_PROMPT, "negativePrompt", texts.negative());
    }

    private void addMedia(List<ImageMessage> messages) {
        Map<InputField, List<Object>> files = new LinkedHashMap<>();
        messages.stream()
                .flatMap(message -> message.getMedia().stream())
                .forEach(media -> files.computeIfAbsent(field(media), field -> new ArrayList<>())
                        .add(MediaFiles.input(media)));
        files.forEach((field, list) -> this.input.put(field, "images", list));
    }

    /** Return the input for a file: the one with its name, else the one for masks or images. */
    private InputField field(Media media) {
        if (!media.getMimeType().getType().equals("image")) {
            throw new IllegalArgumentException("The prompt has media of type " + media.getMimeType() + ", but "
                    + this.model.model() + " takes only images.");
        }
        InputField named = this.model.fields().get(media.getName());
        if (named != null && named.kind() == InputField.Kind.FILE) {
            return named;
        }
        boolean mask = media.getName().equalsIgnoreCase("mask");
        InputField field = this.model.field(mask ? InputRole.MASK : InputRole.IMAGES);
        if (field == null) {
            throw this.input.missing(mask ? "a mask" : "images");
        }
        return field;
    }

    private void addCount(@Nullable Integer n) {
        if (n != null && n > 1 && this.model.field(InputRole.COUNT) == null) {
            throw new IllegalArgumentException(this.model.model()
                    + " creates one image in a prediction, but n is " + n + ". " + this.model.inputs()
                    + " Call it once for each image.");
        }
        if (n != null) {
            this.input.offer(InputRole.COUNT, "n", n);
        }
    }
}
