/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.springai.EmulatorTest;
import java.util.List;
import java.util.function.UnaryOperator;

/** Calls embedding models on the emulator. */
abstract class EmbeddingTest extends EmulatorTest {

    static final String E5 = "beautyyuyanli/multilingual-e5-large";

    ReplicateEmbeddingModel model(String name) {
        return model(name, options -> options);
    }

    ReplicateEmbeddingModel model(String name, UnaryOperator<ReplicateEmbeddingOptions.Builder> options) {
        return ReplicateEmbeddingModel.builder()
                .replicate(this.replicate)
                .options(options.apply(ReplicateEmbeddingOptions.builder().model(name))
                        .build())
                .build();
    }

    /** Add a model that takes one text, and returns a number in it as a vector. */
    void addSingle(String name) {
        this.emulator
                .model(name)
                .official()
                .input("text", InputType.STRING, true)
                .respond((input, script) -> {
                    String text = input.get("text").toString();
                    switch (text) {
                        case "hang" -> script.hang();
                        case "fail" -> script.fail("no");
                        default ->
                            script.metric("input_token_count", 3).outputValue(List.of(Double.valueOf(text), 0.5));
                    }
                });
    }
}
