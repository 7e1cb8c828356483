/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.sample.Prompt;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
            HttpServletResponse response,
            Model model) {
        boolean edit = original != null && !original.isEmpty();
        if (!this.pictures.create(new PictureRequest(id, Prompt.of(prompt), edit ? original : null))) {
            // The page shows this picture already.
            response.setHeader("HX-Reswap", "none");
        }
        model.addAttribute("newId", UUID.randomUUID());
        return card(id, model, "picture :: created");
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

    private String card(UUID id, Model model, String view) {
        model.addAttribute("picture", this.pictures.get(id));
        return view;
    }
}
