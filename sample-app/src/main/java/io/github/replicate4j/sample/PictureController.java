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

package io.github.replicate4j.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.replicate4j.error.ReplicateException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Pictures over HTTP.
 */
@RestController
@RequestMapping("/api/pictures")
class PictureController {

    /** An image never changes, and Replicate deletes it after an hour. */
    private static final CacheControl IMAGE_CACHING =
            CacheControl.maxAge(Duration.ofHours(1)).cachePrivate().immutable();

    private static final int BEGINNING = 8_192;

    private final Pictures pictures;

    PictureController(Pictures pictures) {
        this.pictures = pictures;
    }

    @PostMapping
    ResponseEntity<Ordered> order(@RequestBody Order order) {
        Picture picture = this.pictures.order(Prompt.of(order.prompt()));
        return ResponseEntity.accepted()
                .location(path("/api/pictures/{id}", picture.id()))
                .body(new Ordered(picture.id(), picture.status()));
    }

    @GetMapping("/{id}")
    ResponseEntity<State> get(@PathVariable String id) {
        Picture picture = this.pictures.get(id);
        URI image = picture.hasImage() ? path("/api/pictures/{id}/image", picture.id()) : null;
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new State(
                        picture.id(), picture.prompt(), picture.status(), picture.progress(), picture.error(), image));
    }

    @GetMapping("/{id}/image")
    void image(@PathVariable String id, HttpServletResponse response) throws IOException {
        try (InputStream image = this.pictures.image(id)) {
            // What fails until here still has a proper answer.
            byte[] beginning = image.readNBytes(BEGINNING);
            response.setContentType(MediaType.IMAGE_PNG_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, IMAGE_CACHING.getHeaderValue());
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getOutputStream().write(beginning);
            send(image, response);
        }
    }

    private static void send(InputStream rest, HttpServletResponse response) throws IOException {
        try {
            rest.transferTo(response.getOutputStream());
        } catch (ReplicateException ex) {
            // Too late for an answer. The connection breaks, so that nobody takes half a picture for a whole one; as a
            // cause, the exception would be answered all the same.
            response.flushBuffer();
            IllegalStateException torn = new IllegalStateException("A picture broke off while it was sent");
            torn.addSuppressed(ex);
            throw torn;
        }
    }

    private static URI path(String template, String id) {
        String path = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(template)
                .build(id)
                .getRawPath();
        return URI.create(path);
    }

    /** What is sent to order a picture. */
    record Order(@Nullable String prompt) {}

    /** The answer to an order. */
    record Ordered(String id, String status) {}

    /** The answer to how a picture stands. */
    record State(
            String id,
            @Nullable String prompt,
            String status,
            @Nullable Double progress,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            URI image) {}
}
