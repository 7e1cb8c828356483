/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.traces;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class ReactiveCaptions {

    private final AsyncReplicate replicate;

    ReactiveCaptions(AsyncReplicate replicate) {
        this.replicate = replicate;
    }

    @PostMapping("/run")
    Mono<String> run() {
        return this.replicate
                .run(run -> run.model("acme/captioner").input(Map.of()).withoutWebhook())
                .map(AsyncOutput::text);
    }

    @PostMapping("/create")
    Mono<String> create() {
        return this.replicate
                .models()
                .predictions()
                .create("acme/captioner", create -> create.input(Map.of()))
                .map(Prediction::id);
    }

    @PostMapping("/stream")
    Mono<String> stream() {
        return tokens().collect(Collectors.joining());
    }

    @PostMapping("/first-token")
    Mono<String> firstToken() {
        return tokens().next();
    }

    private Flux<String> tokens() {
        return this.replicate.use("acme/captioner").stream(
                stream -> stream.input(Map.of()).withoutWebhook());
    }

    @PostMapping("/files")
    Mono<String> files(@RequestBody String signingSecret) {
        return this.replicate
                .run(run -> run.model("acme/captioner").input(Map.of()).withoutWebhook())
                .flatMap(output -> output.file().bytes())
                .flatMap(made -> this.replicate.files().create(TracedApplication.upload(made)))
                .flatMap(uploaded -> this.replicate
                        .files()
                        .download(TracedApplication.link(uploaded, signingSecret))
                        .bytes())
                .map(String::new);
    }
}
