/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.chat;

import io.github.replicate4j.run.ReplicateModel;
import io.github.replicate4j.sample.StudioModels;
import reactor.core.publisher.Flux;

/**
 * Chat model. The client implements this interface.
 */
@ReplicateModel(StudioModels.CHAT)
interface ChatModel {

    /** Stream the answer. Cancelling the subscription cancels the prediction. */
    Flux<String> answer(String prompt);
}
