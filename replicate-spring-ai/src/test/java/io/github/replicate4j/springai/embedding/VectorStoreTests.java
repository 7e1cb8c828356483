/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.springframework.ai.test.vectorstore.BaseVectorStoreTests;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;

/** The tests of Spring AI for vector stores, with embeddings of a model on Replicate. */
@Order(1)
class VectorStoreTests extends BaseVectorStoreTests {

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final AsyncReplicate replicate = Replicate.builder()
            .baseUrl(this.emulator.baseUrl().toString())
            .bearerToken(this.emulator.token())
            .buildAsync();

    @AfterEach
    void close() {
        this.replicate.close();
        this.emulator.close();
    }

    @Override
    protected void executeTest(Consumer<VectorStore> test) {
        test.accept(SimpleVectorStore.builder(ReplicateEmbeddingModel.builder()
                        .replicate(this.replicate)
                        .options(ReplicateEmbeddingOptions.builder()
                                .model(EmbeddingTest.E5)
                                .build())
                        .build())
                .build());
    }
}
