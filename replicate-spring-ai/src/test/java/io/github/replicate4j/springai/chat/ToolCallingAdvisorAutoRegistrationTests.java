/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.test.chat.client.advisor.AbstractToolCallingAdvisorAutoRegistrationIT;

/** Spring AI's tests of tools that the chat client registers, unchanged. */
class ToolCallingAdvisorAutoRegistrationTests extends AbstractToolCallingAdvisorAutoRegistrationIT {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private static final AsyncReplicate replicate = Replicate.builder()
            .baseUrl(emulator.baseUrl().toString())
            .bearerToken(emulator.token())
            .run(run -> run.pollInterval(Duration.ofMillis(20)))
            .buildAsync();

    static {
        WeatherModel.addTo(emulator);
    }

    @AfterAll
    static void close() {
        replicate.close();
        emulator.close();
    }

    @Override
    protected ChatModel getChatModel() {
        return ReplicateChatModel.builder()
                .replicate(replicate)
                .options(ReplicateChatOptions.builder().model(WeatherModel.NAME).build())
                .build();
    }
}
