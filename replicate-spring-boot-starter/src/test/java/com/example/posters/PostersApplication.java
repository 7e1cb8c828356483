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
