/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;

/**
 * Path prefixes of a web application, from its properties. For the auto-configurations of this project only: it is public because
 * they are in several packages.
 *
 * @since 0.1.0
 */
public final class ApplicationPath {

    private ApplicationPath() {}

    /**
     * Return the prefix of all paths of an application: its base path, or its context path and servlet path.
     *
     * @param context the application
     * @return the prefix with a leading but no trailing slash, or an empty string
     */
    public static String of(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (context instanceof ReactiveWebApplicationContext) {
            return normalize(environment.getProperty("spring.webflux.base-path", ""));
        }
        return context instanceof WebApplicationContext
                ? normalize(environment.getProperty("server.servlet.context-path", "")) + ofServlet(context)
                : "";
    }

    /**
     * Return the path of the dispatcher servlet within the context path.
     *
     * @param context a servlet application
     * @return the path with a leading but no trailing slash, or an empty string
     */
    public static String ofServlet(ApplicationContext context) {
        return normalize(context.getEnvironment().getProperty("spring.mvc.servlet.path", ""));
    }

    private static String normalize(String path) {
        String trimmed = path.strip().replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }
}
