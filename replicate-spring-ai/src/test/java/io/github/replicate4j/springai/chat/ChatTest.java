/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.springai.EmulatorTest;
import java.util.function.UnaryOperator;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

/** Calls chat models on the emulator. */
abstract class ChatTest extends EmulatorTest {

    ReplicateChatModel model(String name) {
        return model(name, options -> options);
    }

    ReplicateChatModel model(String name, UnaryOperator<ReplicateChatOptions.Builder> options) {
        return ReplicateChatModel.builder()
                .replicate(this.replicate)
                .options(options.apply(ReplicateChatOptions.builder().model(name))
                        .build())
                .build();
    }

    static String text(ChatResponse response) {
        return response.getResult().getOutput().getText();
    }

    static String call(ReplicateChatModel model, String prompt) {
        return text(model.call(new Prompt(prompt)));
    }

    /** Make an official model respond with pieces of text. */
    void respond(String name, String... pieces) {
        this.emulator
                .model(name)
                .official()
                .streams()
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> {
                    for (String piece : pieces) {
                        script.output(piece);
                    }
                    script.metric("input_token_count", 7).metric("output_token_count", pieces.length);
                });
    }
}
