/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.run.ModelFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The code of {@code docs/streaming.md}. */
class Streaming {

    private final Replicate replicate;

    Streaming(Replicate replicate) {
        this.replicate = replicate;
    }

    String tokens() {
        StringBuilder page = new StringBuilder();
        ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
        try (Stream<String> tokens = llama.stream(Map.of("prompt", "A haiku about Java"))) {
            tokens.forEach(page::append);
        }
        return page.toString();
    }

    static Flux<String> reactive(AsyncReplicate replicate) {
        Flux<String> tokens =
                replicate.use("meta/meta-llama-3-8b-instruct").stream(Map.of("prompt", "A haiku about Java"));
        return tokens;
    }

    String prediction() {
        Prediction prediction = replicate
                .models()
                .predictions()
                .create("meta/meta-llama-3-8b-instruct", create -> create.input("prompt", "A haiku about Java"));
        try (Stream<String> tokens = replicate.predictions().stream(prediction)) {
            return tokens.collect(Collectors.joining());
        }
    }

    List<String> events() {
        List<String> seen = new ArrayList<>();
        ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
        try (Stream<StreamEvent> events = llama.streamEvents(Map.of("prompt", "A haiku about Java"))) {
            events.forEach(event -> {
                if (event instanceof StreamEvent.Created created) {
                    seen.add("created " + created.prediction().id());
                } else if (event instanceof StreamEvent.Output output) {
                    seen.add("output " + output.data());
                } else if (event instanceof StreamEvent.Logs logs) {
                    seen.add("logs " + logs.data());
                } else if (event instanceof StreamEvent.Done) {
                    seen.add("done");
                }
            });
        }
        return seen;
    }

    List<Path> files(Path folder) {
        ModelFunction flux = replicate.use("black-forest-labs/flux-schnell");
        try (Stream<FileOutput> files = flux.streamFiles(Map.of("prompt", "a lighthouse", "num_outputs", 2))) {
            return files.map(file -> file.saveTo(folder.resolve(file.filename())))
                    .toList();
        }
    }

    @RestController
    static class Haikus {

        private final AsyncReplicate replicate;

        Haikus(AsyncReplicate replicate) {
            this.replicate = replicate;
        }

        @GetMapping(path = "/haiku", produces = "text/plain;charset=UTF-8")
        Flux<String> text() {
            return this.replicate.use("meta/meta-llama-3-8b-instruct").stream(Map.of("prompt", "A haiku about Java"));
        }

        @GetMapping(path = "/haiku/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<Map<String, String>> events() {
            return this.replicate.use("meta/meta-llama-3-8b-instruct").stream(Map.of("prompt", "A haiku about Java"))
                    .map(token -> Map.of("token", token));
        }
    }
}
