/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.webhooks.WebhookPath;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Path prefixes of a running web application. For the auto-configurations of this project only: it is public because they are in
 * several packages.
 *
 * @since 0.1.0
 */
public final class ApplicationPath {

    private ApplicationPath() {}

    /**
     * Return the prefix of all paths of an application: its base path, or its context path and servlet path. The context path is
     * known when the web server has started.
     *
     * @param context the application
     * @return the prefix with a leading but no trailing slash, or an empty string
     */
    public static String of(ApplicationContext context) {
        if (context instanceof ReactiveWebApplicationContext) {
            return normalize(context.getEnvironment().getProperty("spring.webflux.base-path", ""));
        }
        return context instanceof WebApplicationContext web ? ServletPaths.contextPath(web) + ofServlet(context) : "";
    }

    /**
     * Return the path of the dispatcher servlet within the context path.
     *
     * @param context a servlet application
     * @return the path with a leading but no trailing slash, or an empty string
     */
    public static String ofServlet(ApplicationContext context) {
        boolean webMvc = ClassUtils.isPresent(
                "org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath", context.getClassLoader());
        return webMvc ? normalize(ServletPaths.dispatcherServletPath(context)) : "";
    }

    /**
     * Return the paths of all webhook endpoints of an application, without the prefixes.
     *
     * @param context the application
     * @return the paths, of the default client and others
     */
    public static List<WebhookPath> webhooks(ApplicationContext context) {
        return List.copyOf(
                context.getBeansOfType(WebhookPath.class, true, false).values());
    }

    private static String normalize(String path) {
        String trimmed = path.strip().replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }

    /** Separate, so that these classes are loaded in servlet applications only. */
    private static final class ServletPaths {

        static String contextPath(WebApplicationContext context) {
            ServletContext servletContext = context.getServletContext();
            return servletContext == null ? "" : normalize(servletContext.getContextPath());
        }

        static String dispatcherServletPath(ApplicationContext context) {
            DispatcherServletPath path =
                    context.getBeanProvider(DispatcherServletPath.class).getIfUnique();
            return path == null ? "" : path.getPath();
        }
    }
}
