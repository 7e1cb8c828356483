/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.util.List;
import java.util.Locale;

/**
 * The purpose of an input. Models name their inputs differently, so each role has the names that models use for it, the most
 * specific first. A {@linkplain ModelProfile profile} can name another field.
 *
 * @since 0.1.0
 */
public enum InputRole {
    /** The text that a model responds to. */
    PROMPT(
            InputField.Kind.TEXT,
            "prompt",
            "message",
            "text",
            "question",
            "input",
            "query",
            "user_prompt",
            "input_text"),

    /** Instructions that precede a conversation. */
    SYSTEM(
            InputField.Kind.TEXT,
            "system_prompt",
            "system_instruction",
            "instructions",
            "system_message",
            "system",
            "pre_prompt"),

    /** The messages of a conversation: a list, or text that contains JSON. */
    MESSAGES(InputField.Kind.OBJECT, "messages"),

    /** The largest number of output tokens. */
    MAX_TOKENS(
            InputField.Kind.NUMBER,
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "max_new_tokens",
            "max_length",
            "max_length_tokens"),

    /** The sampling temperature. */
    TEMPERATURE(InputField.Kind.NUMBER, "temperature"),

    /** The share of the most probable output tokens. */
    TOP_P(InputField.Kind.NUMBER, "top_p"),

    /** The number of the most probable output tokens. */
    TOP_K(InputField.Kind.NUMBER, "top_k"),

    /** The penalty for frequent output tokens. */
    FREQUENCY_PENALTY(InputField.Kind.NUMBER, "frequency_penalty"),

    /** The penalty for output tokens that are present already. */
    PRESENCE_PENALTY(InputField.Kind.NUMBER, "presence_penalty"),

    /** Texts at which the output ends. Most models take one string with commas. */
    STOP(InputField.Kind.TEXT, "stop_sequences", "stop", "stop_sequence"),

    /** Input images. */
    IMAGES(
            InputField.Kind.FILE,
            "image_input",
            "images",
            "input_images",
            "image",
            "input_image",
            "image_prompt",
            "img"),

    /** Input videos. */
    VIDEOS(InputField.Kind.FILE, "videos", "video", "input_video", "video_input"),

    /** Input recordings. */
    AUDIO(InputField.Kind.FILE, "audio", "audio_input", "audio_file", "input_audio", "audios"),

    /** Input documents, such as PDF files. */
    DOCUMENTS(InputField.Kind.FILE, "documents", "document", "pdf", "files", "file", "input_files"),

    /** The part of an image to edit. */
    MASK(InputField.Kind.FILE, "mask", "mask_image", "image_mask"),

    /** What an image must not show. */
    NEGATIVE_PROMPT(InputField.Kind.TEXT, "negative_prompt"),

    /** The number of outputs. */
    COUNT(InputField.Kind.NUMBER, "num_outputs", "number_of_images", "num_images", "n", "num_samples"),

    /** The width of an image in pixels. */
    WIDTH(InputField.Kind.NUMBER, "width", "image_width"),

    /** The height of an image in pixels. */
    HEIGHT(InputField.Kind.NUMBER, "height", "image_height"),

    /** The ratio of width and height, such as {@code 16:9}. */
    ASPECT_RATIO(InputField.Kind.TEXT, "aspect_ratio"),

    /** Width and height as one value, such as {@code 1024x1024}. */
    SIZE(InputField.Kind.TEXT, "size", "image_size", "resolution"),

    /** The style of an image. */
    STYLE(InputField.Kind.TEXT, "style", "style_type", "style_preset"),

    /** Texts to embed. */
    TEXTS(InputField.Kind.TEXT, "texts", "text_batch", "inputs", "text", "sentences", "input", "prompt"),

    /** The length of embeddings. */
    DIMENSIONS(
            InputField.Kind.NUMBER, "dimensions", "output_dimensions", "output_dimensionality", "embedding_dimensions"),

    /** The text to speak. */
    SPEECH_TEXT(InputField.Kind.TEXT, "text", "prompt", "input", "script", "gen_text"),

    /** The name of a voice. */
    VOICE(InputField.Kind.TEXT, "voice_id", "voice", "speaker", "history_prompt"),

    /** The speed of speech; 1 is normal. */
    SPEED(InputField.Kind.NUMBER, "speed", "speaking_rate"),

    /** The format of a recording. */
    AUDIO_FORMAT(InputField.Kind.TEXT, "audio_format", "output_format", "format"),

    /** The language of a text or of a recording. */
    LANGUAGE(InputField.Kind.TEXT, "language", "language_code"),

    /** The functions that a model may call. Only a profile can name their field, because it also describes their form. */
    TOOLS(InputField.Kind.OBJECT),

    /** The schema of structured output. Only a profile can name its field, because it also describes its form. */
    OUTPUT_SCHEMA(InputField.Kind.OBJECT);

    private final InputField.Kind kind;

    private final List<String> aliases;

    InputRole(InputField.Kind kind, String... aliases) {
        this.kind = kind;
        this.aliases = List.of(aliases);
    }

    /** Return the name of this role in profiles. */
    String profileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> aliases() {
        return this.aliases;
    }

    /** Return whether the type of a field with a name of this role fits. */
    boolean fits(InputField field) {
        return switch (this.kind) {
            case TEXT -> field.kind() == InputField.Kind.TEXT || field.kind() == InputField.Kind.ANY;
            case NUMBER -> field.kind() == InputField.Kind.NUMBER || field.kind() == InputField.Kind.INTEGER;
            case FILE -> field.kind() == InputField.Kind.FILE;
            default -> field.kind() != InputField.Kind.FILE;
        };
    }
}
