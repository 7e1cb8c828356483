/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.Input;
import io.github.replicate4j.run.ModelFunction;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.run.ReplicateModel;
import io.github.replicate4j.run.TypedModelFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The code of {@code docs/models-as-functions.md}. */
class ModelsAsFunctions {

    private final Replicate replicate;

    ModelsAsFunctions(Replicate replicate) {
        this.replicate = replicate;
    }

    String use() {
        ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
        String haiku = llama.run(Map.of("prompt", "A haiku about Java")).text();
        return haiku;
    }

    Prediction create() {
        ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
        Prediction prediction = llama.create(Map.of("prompt", "A haiku about Java"));
        return prediction;
    }

    Output limited() {
        ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
        Output output =
                llama.run(run -> run.input("prompt", "A haiku about Java").timeout(Duration.ofMinutes(1)));
        return output;
    }

    Object value() {
        ModelFunction flux = replicate.use("black-forest-labs/flux-schnell");
        Object value =
                flux.run(Map.of("prompt", "a lighthouse", "num_outputs", 2)).value();
        assert value instanceof List<?> files && files.get(0) instanceof FileOutput;
        return value;
    }

    record Question(String prompt, int maxTokens) {}

    String typed() {
        TypedModelFunction<Question, String> llama =
                replicate.use("meta/meta-llama-3-8b-instruct", Question.class, String.class);
        String haiku = llama.run(new Question("A haiku about Java", 100));
        return haiku;
    }

    @Nullable
    Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> schema =
                replicate.use("meta/meta-llama-3-8b-instruct").openapiSchema();
        return schema;
    }

    @ReplicateModel("black-forest-labs/flux-schnell")
    interface FluxSchnell {

        FileOutput draw(String prompt);

        List<FileOutput> draw(String prompt, @Input("num_outputs") int count);

        Prediction start(String prompt);
    }

    @ReplicateModel("meta/meta-llama-3-8b-instruct")
    interface Llama {

        String generate(String prompt);

        Stream<String> stream(String prompt);

        Mono<String> generateAsync(String prompt);

        Flux<String> streamAsync(String prompt);
    }

    List<FileOutput> runInterface() {
        FluxSchnell flux = replicate.use(FluxSchnell.class);
        List<FileOutput> pictures = flux.draw("a lighthouse at dusk", 2);
        return pictures;
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels({FluxSchnell.class, Llama.class})
    static class ModelsConfiguration {}
}
