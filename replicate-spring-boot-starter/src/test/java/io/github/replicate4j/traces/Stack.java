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
