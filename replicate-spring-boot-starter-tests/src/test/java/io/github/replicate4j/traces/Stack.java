/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.traces;

import org.springframework.boot.WebApplicationType;

/** Combinations of web framework and client. */
enum Stack {
    MVC(WebApplicationType.SERVLET, BlockingCaptions.class),
    WEBFLUX(WebApplicationType.REACTIVE, ReactiveCaptions.class),
    REACTIVE_IN_MVC(WebApplicationType.SERVLET, ReactiveCaptions.class);

    private final WebApplicationType type;

    private final Class<?> controller;

    Stack(WebApplicationType type, Class<?> controller) {
        this.type = type;
        this.controller = controller;
    }

    WebApplicationType type() {
        return this.type;
    }

    Class<?> controller() {
        return this.controller;
    }
}
