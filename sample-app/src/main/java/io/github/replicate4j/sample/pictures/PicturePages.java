/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.sample.Prompt;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * HTML pages of the pictures. Requests that change something require a header that other sites cannot send.
 */
@Controller
class PicturePages {

    private static final Log logger = LogFactory.getLog(PicturePages.class);

    private final Pictures pictures;

    private final JsonMapper jsonMapper;

    PicturePages(Pictures pictures, JsonMapper jsonMapper) {
        this.pictures = pictures;
        this.jsonMapper = jsonMapper;
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
            HttpServletResponse response,
            Model model) {
        PictureRequest request = new PictureRequest(
                id, Prompt.of(prompt), original == null || original.isEmpty() ? null : original.getResource());
        if (isRepeatedWithAnotherPrompt(request)) {
            request = new PictureRequest(UUID.randomUUID(), request.prompt(), request.original());
        }
        createdOrLost(request, response);
        model.addAttribute("newId", UUID.randomUUID());
        return card(request.id(), model, "picture :: created");
    }

    /** Return whether the browser did not receive the response to a request, and the user has changed the prompt. */
    private boolean isRepeatedWithAnotherPrompt(PictureRequest request) {
        return this.pictures
                .find(request.id())
                .filter(picture -> !picture.prompt().equals(request.prompt().text()))
                .isPresent();
    }

    /** Create a picture. If the response is lost, the page still shows the picture, because it may appear later. */
    private void createdOrLost(PictureRequest request, HttpServletResponse response) {
        try {
            this.pictures.create(request);
        } catch (OutcomeUnknownException ex) {
            logger.warn(ex.getMessage());
            response.setHeader(
                    "HX-Trigger", this.jsonMapper.writeValueAsString(Map.of("outcomeUnknown", Pictures.LOST)));
        }
    }

    /**
     * Return the card of a picture.
     *
     * @param shown status that the page shows, or {@code null} to replace the card in any case
     */
    @GetMapping("/pictures/{id}")
    String get(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String shown,
            HttpServletResponse response,
            Model model) {
        Picture picture = this.pictures.get(PictureId.of(id));
        if (picture.status().equals(shown)) {
            response.setHeader("HX-Reswap", "none");
        }
        return card(picture.id(), model, "picture :: updated");
    }

    @PostMapping(path = "/pictures/{id}/cancel", headers = "HX-Request")
    String cancel(@PathVariable String id, Model model) {
        this.pictures.cancel(PictureId.of(id));
        return card(PictureId.of(id), model, "picture :: updated");
    }

    @PostMapping(path = "/pictures/{id}/retry", headers = "HX-Request")
    String retry(@PathVariable String id, HttpServletResponse response, Model model) {
        PictureRequest request = this.pictures.requestLike(PictureId.of(id));
        createdOrLost(request, response);
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
