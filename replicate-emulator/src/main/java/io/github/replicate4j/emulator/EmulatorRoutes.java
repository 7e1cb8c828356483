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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Which path leads where. */
final class EmulatorRoutes {

    private final Reception reception;
    private final IndexPage indexPage;
    private final Map<Operation, Reception.OperationHandler> operations;

    EmulatorRoutes(Reception reception, Map<Operation, Reception.OperationHandler> operations, IndexPage indexPage) {
        this.reception = reception;
        this.operations = operations;
        this.indexPage = indexPage;
    }

    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        this.operations.forEach((operation, handler) -> route(routes, operation, operation.route(), handler));
        route(routes, Operation.STREAM, PredictionStream.FILES_ROUTE, this.operations.get(Operation.STREAM));
        routes.GET(
                "/",
                request -> ServerResponse.ok()
                        .header("Content-Type", "text/html;charset=UTF-8")
                        .bodyValue(this.indexPage.html()));
        routes.route(
                RequestPredicates.all(), request -> this.reception.receive(null, request, EmulatorRoutes::unknownPath));
        routes.onError(DataBufferLimitException.class, Reception::tooLarge);
        return routes.build();
    }

    private void route(
            RouterFunctions.Builder routes,
            Operation operation,
            String path,
            Reception.@Nullable OperationHandler handler) {
        if (handler == null) {
            throw new IllegalStateException("Nobody answers requests for " + operation.id());
        }
        routes.route(
                RequestPredicates.method(HttpMethod.valueOf(operation.method())).and(RequestPredicates.path(path)),
                request -> this.reception.receive(operation, request, handler));
    }

    private static Mono<Answer> unknownPath(ReceivedRequest request) {
        return Mono.just(ApiProblem.notFound("There is no operation " + request.method() + " "
                        + request.uri().getPath() + ": the paths of the API begin with /v1")
                .answer());
    }
}
