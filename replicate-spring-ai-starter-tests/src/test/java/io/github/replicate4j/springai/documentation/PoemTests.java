/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "spring.ai.replicate.chat.model=acme/poet")
@AutoConfigureReplicateEmulator
class PoemTests {

    @Autowired
    ChatClient.Builder chat;

    @Autowired
    ReplicateEmulator emulator;

    @Test
    void writesAPoem() {
        this.emulator
                .model("acme/poet")
                .official()
                .streams()
                .input("prompt", InputType.STRING, true)
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> script.output("Blue ").output("waves").metric("output_token_count", 2));

        String poem = this.chat.build().prompt("The sea").call().content();

        assertThat(poem).isEqualTo("Blue waves");
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
