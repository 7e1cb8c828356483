/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.page;

import io.github.replicate4j.emulator.internal.control.ControlAccess;
import io.github.replicate4j.emulator.internal.control.ControlRoutes;
import io.github.replicate4j.emulator.internal.control.ControlledEmulator;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Routes the requests of the web page.
 */
public final class PageRoutes {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; script-src 'self';"
            + " connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final StatePage page;

    private final ControlAccess access;

    private final Scheduler workers;

    public PageRoutes(ControlledEmulator emulator, ControlAccess access, EmulatorAddress address, Scheduler workers) {
        this.page = new StatePage(emulator, address, resource("page.html"));
        this.access = access;
        this.workers = workers;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/", this::page)
                .GET(ControlRoutes.PATH + "/page.css", request -> asset("text/css;charset=UTF-8", "page.css"))
                .GET(ControlRoutes.PATH + "/page.js", request -> asset("text/javascript;charset=UTF-8", "page.js"))
                .build();
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        String refusal = this.access.refusal(request);
        return Mono.fromSupplier(() -> refusal == null ? this.page.html() : this.page.htmlWithoutState(refusal))
                .subscribeOn(this.workers)
                .publishOn(RequestDispatcher.threadOf(request))
                .flatMap(html -> ServerResponse.ok()
                        .header("Content-Type", "text/html;charset=UTF-8")
                        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                        .header("Referrer-Policy", "no-referrer")
                        .header("Cache-Control", "no-store")
                        .header("X-Content-Type-Options", "nosniff")
                        .bodyValue(html));
    }

    private static Mono<ServerResponse> asset(String contentType, String name) {
        return ServerResponse.ok()
                .header("Content-Type", contentType)
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .bodyValue(resource(name));
    }

    private static String resource(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
