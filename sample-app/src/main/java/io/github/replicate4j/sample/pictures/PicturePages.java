/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.sample.Prompt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * HTML pages of the pictures. Requests that change something require a header that other sites cannot send.
 */
@Controller
class PicturePages {

    private final Pictures pictures;

    PicturePages(Pictures pictures) {
        this.pictures = pictures;
    }

    @GetMapping("/")
    String studio(Model model) {
        model.addAttribute("pictures", this.pictures.newest());
        model.addAttribute("newId", UUID.randomUUID());
        return "pictures";
    }

    @PostMapping(path = "/pictures", headers = "HX-Request")
    String create(
            @RequestParam UUID id,
            @RequestParam @Nullable String prompt,
            @RequestParam(required = false) @Nullable MultipartFile original,
            Model model) {
        PictureRequest request = new PictureRequest(
                id, Prompt.of(prompt), original == null || original.isEmpty() ? null : original.getResource());
        if (isRepeatedWithAnotherPrompt(request)) {
            request = new PictureRequest(UUID.randomUUID(), request.prompt(), request.original());
        }
        this.pictures.create(request);
        model.addAttribute("newId", UUID.randomUUID());
        return card(request.id(), model, "picture :: created");
    }

    /**
     * Return whether a picture with the id of the request exists, but has another prompt. This happens if the browser did not
     * receive the response to the create of that picture, and the user has changed the prompt since.
     */
    private boolean isRepeatedWithAnotherPrompt(PictureRequest request) {
        return this.pictures
                .find(request.id())
                .filter(picture -> !picture.prompt().equals(request.prompt().text()))
                .isPresent();
    }

    @GetMapping("/pictures/{id}")
    String get(@PathVariable String id, Model model) {
        return card(PictureId.of(id), model, "picture :: updated");
    }

    @PostMapping(path = "/pictures/{id}/cancel", headers = "HX-Request")
    String cancel(@PathVariable String id, Model model) {
        this.pictures.cancel(PictureId.of(id));
        return card(PictureId.of(id), model, "picture :: updated");
    }

    @PostMapping(path = "/pictures/{id}/retry", headers = "HX-Request")
    String retry(@PathVariable String id, Model model) {
        PictureRequest request = this.pictures.requestLike(PictureId.of(id));
        this.pictures.create(request);
        return card(request.id(), model, "picture :: retried");
    }

    @DeleteMapping(path = "/pictures/{id}", headers = "HX-Request")
    ResponseEntity<Void> delete(@PathVariable String id) {
        this.pictures.delete(PictureId.of(id));
        return ResponseEntity.ok().build();
    }

    private String card(UUID id, Model model, String view) {
        model.addAttribute("picture", this.pictures.get(id));
        return view;
    }
}
