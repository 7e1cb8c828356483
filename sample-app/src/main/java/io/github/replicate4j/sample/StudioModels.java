/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import io.github.replicate4j.reference.ModelReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Models that the application uses.
 *
 * @since 0.1.0
 */
@Component
public class StudioModels {

    /** Owner of the models that the application adds to the emulator. */
    public static final String OWNER = "studio";

    /** Model of the chat page. */
    public static final String CHAT = "meta/meta-llama-3-8b-instruct";

    private final SampleProperties properties;

    private final String assistant;

    private final @Nullable String assistantModel;

    private final boolean emulated;

    StudioModels(
            SampleProperties properties,
            @Value("${spring.ai.replicate.chat.model}") String assistant,
            AsyncReplicate replicate,
            ReplicateConnectionDetails connection) {
        this.properties = properties;
        this.assistant = assistant;
        this.assistantModel = ModelReference.parse(assistant).model();
        this.emulated = ReplicateMode.of(replicate, connection) == ReplicateMode.EMULATOR;
    }

    /**
     * Return the model that creates pictures.
     *
     * @return {@code owner/name}
     */
    public String picture() {
        return this.properties.model();
    }

    /**
     * Return the model that edits pictures.
     *
     * @return {@code owner/name}
     */
    public String edit() {
        return this.properties.editModel();
    }

    /**
     * Return the language model of the assistant: {@code spring.ai.replicate.chat.model}.
     *
     * @return {@code owner/name}, or {@code owner/name:version}
     */
    public String assistant() {
        return this.assistant;
    }

    /**
     * Return whether the application uses the emulator.
     *
     * @return whether the emulator generates all outputs
     */
    public boolean isEmulated() {
        return this.emulated;
    }

    /**
     * Return whether the application uses a model. Users must not see predictions of other models of the account.
     *
     * @param model {@code owner/name}, or {@code null} if unknown
     * @return whether its predictions may be shown
     */
    public boolean uses(@Nullable String model) {
        return model != null
                && (List.of(picture(), edit(), CHAT).contains(model)
                        || model.equals(this.assistantModel)
                        || this.emulated && model.startsWith(OWNER + "/"));
    }
}
