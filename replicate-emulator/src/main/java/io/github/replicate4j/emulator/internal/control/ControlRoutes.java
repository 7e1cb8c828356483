/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.internal.definition.InvalidDefinitionException;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher;
import io.github.replicate4j.emulator.internal.server.RequestReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Routes the requests of the control API. They require no token, are not part of the journal, and no fault applies to them.
 */
public final class ControlRoutes {

    /** The path of the control API. */
    public static final String PATH = "/emulator";

    private static final Log logger = LogFactory.getLog(ControlRoutes.class);

    private final Map<String, Map<HttpMethod, Function<ReceivedRequest, ApiResponse>>> handlers = new LinkedHashMap<>();

    private final ControlAccess access;

    private final RequestReader reader;

    private final Scheduler workers;

    public ControlRoutes(ControlledEmulator emulator, ControlAccess access, RequestReader reader, Scheduler workers) {
        this.access = access;
        this.reader = reader;
        this.workers = workers;
        ModelControl models = new ModelControl(emulator);
        add(HttpMethod.GET, "/models", models::list);
        add(HttpMethod.GET, "/models/{owner}/{name}", models::get);
        add(HttpMethod.PUT, "/models/{owner}/{name}", models::put);
        add(HttpMethod.DELETE, "/models/{owner}/{name}", models::delete);
        FaultControl faults = new FaultControl(emulator);
        add(HttpMethod.GET, "/faults", faults::list);
        add(HttpMethod.POST, "/faults", faults::add);
        add(HttpMethod.DELETE, "/faults", faults::clear);
        add(HttpMethod.DELETE, "/faults/{id}", faults::delete);
        JournalControl journal = new JournalControl(emulator);
        add(HttpMethod.GET, "/requests", journal::requests);
        add(HttpMethod.DELETE, "/requests", journal::clearRequests);
        add(HttpMethod.GET, "/deliveries", journal::deliveries);
        add(HttpMethod.DELETE, "/deliveries", journal::clearDeliveries);
        add(HttpMethod.GET, "/predictions", new PredictionControl(emulator)::list);
        ClockControl clock = new ClockControl(emulator.clock());
        add(HttpMethod.GET, "/clock", request -> clock.get());
        add(HttpMethod.POST, "/clock", clock::advance);
        add(HttpMethod.POST, "/reset", request -> {
            emulator.reset().run();
            return ApiResponse.empty(204);
        });
    }

    private void add(HttpMethod method, String path, Function<ReceivedRequest, ApiResponse> handler) {
        this.handlers.computeIfAbsent(PATH + path, key -> new LinkedHashMap<>()).put(method, handler);
    }

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        this.handlers.forEach((path, methods) -> {
            methods.forEach((method, handler) -> routes.route(
                    RequestPredicates.method(method).and(RequestPredicates.path(path)),
                    request -> handle(request, handler)));
            routes.route(
                    RequestPredicates.path(path),
                    request -> handle(request, received -> methodNotAllowed(received, methods.keySet())));
        });
        routes.route(RequestPredicates.path(PATH + "/**"), request -> handle(request, this::unknownPath));
        return routes.build();
    }

    private Mono<ServerResponse> handle(ServerRequest request, Function<ReceivedRequest, ApiResponse> handler) {
        String refusal = this.access.refusalToControl(request);
        if (refusal != null) {
            return write(ApiException.forbidden(refusal).response());
        }
        return this.reader
                .read(null, request)
                .publishOn(this.workers)
                .map(received -> respond(received, handler))
                .publishOn(RequestDispatcher.threadOf(request))
                .flatMap(ControlRoutes::write);
    }

    private static ApiResponse respond(ReceivedRequest request, Function<ReceivedRequest, ApiResponse> handler) {
        try {
            return handler.apply(request);
        } catch (ApiException ex) {
            return ex.response();
        } catch (InvalidDefinitionException ex) {
            return invalid(ex);
        } catch (RuntimeException ex) {
            logger.warn("The control API failed to process " + request.method() + " " + request.uri(), ex);
            return ApiResponse.problem(500, null, "The emulator itself failed: " + ex);
        }
    }

    private static ApiResponse invalid(InvalidDefinitionException ex) {
        List<Map<String, Object>> errors = ex.mistakes().stream()
                .map(mistake -> Map.<String, Object>of(
                        "line", mistake.line(), "field", mistake.field(), "message", mistake.message()))
                .toList();
        return ex.isJson()
                ? ApiResponse.problem(
                        422, "Invalid definition", String.valueOf(ex.getMessage()), Map.of("errors", errors))
                : ApiResponse.problem(400, "Invalid JSON", String.valueOf(ex.getMessage()), Map.of("errors", errors));
    }

    private static ApiResponse methodNotAllowed(ReceivedRequest request, Set<HttpMethod> allowed) {
        String methods = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return ApiResponse.problem(
                        405,
                        "Method not allowed",
                        request.uri().getPath() + " does not support " + request.method() + ": use " + methods)
                .withHeader("Allow", methods);
    }

    private ApiResponse unknownPath(ReceivedRequest request) {
        return ApiException.notFound("The control API has no path "
                        + request.uri().getPath() + ": the paths are " + String.join(", ", this.handlers.keySet()))
                .response();
    }

    private static Mono<ServerResponse> write(ApiResponse response) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(response.status())
                .headers(headers -> headers.putAll(response.headers()))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        byte[] body = response.body();
        return body.length == 0 ? builder.build() : builder.bodyValue(body);
    }
}
