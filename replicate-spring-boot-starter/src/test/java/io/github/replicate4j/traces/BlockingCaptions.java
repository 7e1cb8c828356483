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

import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.UploadedFile;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BlockingCaptions {

    private final Replicate replicate;

    BlockingCaptions(Replicate replicate) {
        this.replicate = replicate;
    }

    @PostMapping("/run")
    String run() {
        return this.replicate
                .run(run -> run.model("acme/captioner").input(Map.of()).withoutWebhook())
                .text();
    }

    @PostMapping("/create")
    String create() {
        return this.replicate
                .models()
                .predictions()
                .create("acme/captioner", create -> create.input(Map.of()))
                .id();
    }

    @PostMapping("/stream")
    String stream() {
        try (Stream<String> tokens = tokens()) {
            return tokens.collect(Collectors.joining());
        }
    }

    @PostMapping("/first-token")
    String firstToken() {
        try (Stream<String> tokens = tokens()) {
            return tokens.iterator().next();
        }
    }

    private Stream<String> tokens() {
        return this.replicate.use("acme/captioner").stream(
                stream -> stream.input(Map.of()).withoutWebhook());
    }

    @PostMapping("/files")
    String files(@RequestBody String signingSecret) {
        byte[] picture = this.replicate
                .run(run -> run.model("acme/captioner").input(Map.of()).withoutWebhook())
                .file()
                .bytes();
        UploadedFile uploaded = this.replicate.files().create(TracedApplication.upload(picture));
        return new String(this.replicate
                .files()
                .download(TracedApplication.link(uploaded, signingSecret))
                .bytes());
    }
}
