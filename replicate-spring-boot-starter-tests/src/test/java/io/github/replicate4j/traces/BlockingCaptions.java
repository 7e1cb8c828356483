/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
