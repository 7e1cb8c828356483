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

package io.github.replicate4j.autoconfigure.webhook;

import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;

/**
 * What stands before all paths of a web application, as its properties say it.
 */
final class BasePath {

    private BasePath() {}

    /** Returns the path, which begins with a slash and ends without one, or nothing. */
    static String of(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (context instanceof ReactiveWebApplicationContext) {
            return normal(environment.getProperty("spring.webflux.base-path", ""));
        }
        return context instanceof WebApplicationContext
                ? normal(environment.getProperty("server.servlet.context-path", "")) + servlet(context)
                : "";
    }

    /** Returns the path of the servlet behind that of the application. */
    static String servlet(ApplicationContext context) {
        return normal(context.getEnvironment().getProperty("spring.mvc.servlet.path", ""));
    }

    private static String normal(String path) {
        String text = path.strip().replaceAll("^/+|/+$", "");
        return text.isEmpty() ? "" : "/" + text;
    }
}
