/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.prediction.PredictionStream;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher.OperationHandler;
import io.github.replicate4j.emulator.request.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Routes requests to their handlers by path.
 */
public final class EmulatorRoutes {

    private final RequestDispatcher dispatcher;

    private final Map<Operation, OperationHandler> handlers;

    private final OperationHandler unknownOperation;

    private final RouterFunction<ServerResponse> otherRoutes;

    /**
     * Create the routes.
     *
     * @param unknownOperation handles paths of the API that belong to no operation
     * @param otherRoutes the routes that do not belong to the API of Replicate
     */
    public EmulatorRoutes(
            RequestDispatcher dispatcher,
            Map<Operation, OperationHandler> handlers,
            OperationHandler unknownOperation,
            RouterFunction<ServerResponse> otherRoutes) {
        this.dispatcher = dispatcher;
        this.handlers = handlers;
        this.unknownOperation = unknownOperation;
        this.otherRoutes = otherRoutes;
    }

    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Operation operation : Operation.values()) {
            route(routes, operation, operation.path());
        }
        route(routes, Operation.STREAM, PredictionStream.FILES_PATH);
        routes.GET(
                "/emulator/health",
                request -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Json.write(Map.of("status", "up"))));
        routes.add(this.otherRoutes);
        routes.route(RequestPredicates.all(), request -> this.dispatcher.dispatch(null, request, this::unknownPath));
        routes.onError(DataBufferLimitException.class, RequestDispatcher::tooLarge);
        return routes.build();
    }

    private void route(RouterFunctions.Builder routes, Operation operation, String path) {
        @Nullable OperationHandler handler = this.handlers.get(operation);
        if (handler == null) {
            throw new IllegalStateException("There is no handler for " + operation.id());
        }
        routes.route(
                RequestPredicates.method(HttpMethod.valueOf(operation.method())).and(RequestPredicates.path(path)),
                request -> this.dispatcher.dispatch(operation, request, handler));
    }

    private Mono<ApiResponse> unknownPath(ReceivedRequest request) {
        return request.uri().getRawPath().startsWith("/v1/")
                ? this.unknownOperation.handle(request)
                : notFound(request);
    }

    /** Respond that an operation does not exist. */
    public static Mono<ApiResponse> notFound(ReceivedRequest request) {
        return Mono.just(ApiException.notFound("There is no operation " + request.method() + " "
                        + request.uri().getPath() + ": the paths of the API begin with /v1")
                .response());
    }
}
