/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.posters;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.FileOutput;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@SpringBootApplication
public class PostersApplication {

    private final Replicate replicate;

    PostersApplication(Replicate replicate) {
        this.replicate = replicate;
    }

    public static void main(String[] args) {
        SpringApplication.run(PostersApplication.class, args);
    }

    @PostMapping("/posters")
    ResponseEntity<Resource> draw(@RequestParam String prompt) {
        FileOutput poster = this.replicate
                .run("black-forest-labs/flux-schnell", Map.of("prompt", prompt))
                .file();
        return ResponseEntity.ok().contentType(poster.contentType()).body(poster.resource());
    }
}
