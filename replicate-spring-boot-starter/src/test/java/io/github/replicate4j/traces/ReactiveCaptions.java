/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
