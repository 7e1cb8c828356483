/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Adds the attributes that all pages use.
 */
@ControllerAdvice(annotations = Controller.class)
class StudioAttributes {

    private final StudioModels models;

    StudioAttributes(StudioModels models) {
        this.models = models;
    }

    @ModelAttribute("models")
    StudioModels models() {
        return this.models;
    }
}
