/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.replicate4j.sample.Prompt;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
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
 * REST API for pictures and their images.
 */
@RestController
@RequestMapping("/api/pictures")
class PictureController {

    /** Images never change. */
    private static final CacheControl IMAGE_CACHING =
            CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable();

    private final Pictures pictures;

    PictureController(Pictures pictures) {
        this.pictures = pictures;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PictureState> create(@RequestBody CreateRequest request) {
        UUID id = UUID.randomUUID();
        this.pictures.create(new PictureRequest(id, Prompt.of(request.prompt()), null));
        return ResponseEntity.accepted()
                .location(path("/api/pictures/{id}", id))
                .body(state(this.pictures.get(id)));
    }

    @GetMapping("/{id}")
    ResponseEntity<PictureState> get(@PathVariable String id) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(state(this.pictures.get(PictureId.of(id))));
    }

    @GetMapping("/{id}/image")
    ResponseEntity<Resource> image(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(IMAGE_CACHING)
                .header("X-Content-Type-Options", "nosniff")
                .body(this.pictures.image(PictureId.of(id)));
    }

    private static PictureState state(Picture picture) {
        boolean hasImage = picture.hasImage();
        return new PictureState(
                picture.id(),
                picture.prompt(),
                picture.status(),
                hasImage ? Double.valueOf(1) : picture.progress(),
                picture.error(),
                picture.foundBy(),
                hasImage ? path("/api/pictures/{id}/image", picture.id()) : null);
    }

    private static URI path(String template, UUID id) {
        String path = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(template)
                .build(id)
                .getRawPath();
        return URI.create(path);
    }

    /** Request body to create a picture. */
    record CreateRequest(@Nullable String prompt) {}

    /** Response body with the state of a picture. */
    record PictureState(
            UUID id,
            String prompt,
            String status,
            @Nullable Double progress,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String foundBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            URI image) {}
}
