/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.PredictionMetadata;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A call of an embedding model, mapped to the inputs of predictions. */
record EmbeddingCall(ModelDescription model, ReplicateEmbeddingOptions options, List<EmbeddingInput> inputs) {

    private record Result(Prediction prediction, List<Embedding> embeddings) {}

    /** Run the predictions. If one fails or the call is cancelled, those that run are cancelled. */
    Mono<EmbeddingResponse> run() {
        return Flux.fromIterable(this.inputs)
                .flatMapSequential(this::run, this.options.maxConcurrency())
                .collectList()
                .map(this::response);
    }

    private Mono<Result> run(EmbeddingInput input) {
        return new ModelCall<>(this.model, this.options, input.input())
                .run()
                .map(output -> result(input, output.prediction()));
    }

    private Result result(EmbeddingInput input, Prediction prediction) {
        List<Embedding> embeddings = new ArrayList<>();
        for (float[] vector :
                EmbeddingOutput.vectors(this.model, prediction, input.count(), this.options.getDimensions())) {
            embeddings.add(new Embedding(vector, input.first() + embeddings.size()));
        }
        return new Result(prediction, embeddings);
    }

    private EmbeddingResponse response(List<Result> results) {
        List<Prediction> predictions = results.stream().map(Result::prediction).toList();
        Map<String, Object> values = new HashMap<>();
        PredictionMetadata.forEach(this.model, predictions.size() == 1 ? predictions.get(0) : null, values::put);
        values.put("replicate.ids", predictions.stream().map(Prediction::id).toList());
        EmbeddingResponseMetadata metadata =
                new EmbeddingResponseMetadata(PredictionMetadata.modelName(this.model), usage(predictions), values);
        return new EmbeddingResponse(
                results.stream().flatMap(result -> result.embeddings().stream()).toList(), metadata);
    }

    /** Return the token counts, or none unless Replicate reports them for every prediction. */
    private static Usage usage(List<Prediction> predictions) {
        int tokens = 0;
        for (Prediction prediction : predictions) {
            if (!(prediction.metrics().get("input_token_count") instanceof Number count)) {
                return new EmptyUsage();
            }
            tokens += count.intValue();
        }
        return new DefaultUsage(tokens, 0, tokens);
    }
}
