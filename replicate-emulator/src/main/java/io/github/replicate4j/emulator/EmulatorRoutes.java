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

import java.util.EnumMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Which path leads where. Operations that are known but not offered lead to an answer that says so. */
final class EmulatorRoutes {

    private final Reception reception;
    private final IndexPage indexPage;
    private final Map<Operation, Reception.OperationHandler> offered = new EnumMap<>(Operation.class);

    EmulatorRoutes(Reception reception, PredictionOperations predictions, IndexPage indexPage) {
        this.reception = reception;
        this.indexPage = indexPage;
        this.offered.put(Operation.PREDICTIONS_CREATE, predictions::createByVersion);
        this.offered.put(Operation.MODELS_PREDICTIONS_CREATE, predictions::createByModel);
        this.offered.put(Operation.DEPLOYMENTS_PREDICTIONS_CREATE, predictions::createByDeployment);
        this.offered.put(Operation.PREDICTIONS_GET, predictions::get);
        this.offered.put(Operation.PREDICTIONS_LIST, predictions::list);
        this.offered.put(Operation.PREDICTIONS_CANCEL, predictions::cancel);
        this.offered.put(Operation.OUTPUT_FILE, predictions::outputFile);
    }

    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Operation operation : Operation.values()) {
            Reception.OperationHandler handler = this.offered.getOrDefault(operation, request -> notOffered(operation));
            routes.route(
                    RequestPredicates.method(HttpMethod.valueOf(operation.method()))
                            .and(RequestPredicates.path(operation.route())),
                    request -> this.reception.receive(operation, request, handler));
        }
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

    private static Mono<Answer> notOffered(Operation operation) {
        return Mono.just(
                Answer.problem(501, "Not implemented", "The emulator does not offer " + operation.id() + " yet"));
    }

    private static Mono<Answer> unknownPath(ReceivedRequest request) {
        return Mono.just(ApiProblem.notFound("There is no operation " + request.method() + " "
                        + request.uri().getPath() + ": the paths of the API begin with /v1")
                .answer());
    }
}
