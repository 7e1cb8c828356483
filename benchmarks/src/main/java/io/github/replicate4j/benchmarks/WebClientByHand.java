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

package io.github.replicate4j.benchmarks;

import io.github.replicate4j.predictions.Prediction;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one would write with Spring's {@code WebClient} in place of the client: nothing but the call, with the same records.
 * No attempt is repeated, no error told apart, nothing observed.
 */
public final class WebClientByHand {

    /** Any token: servers of benchmarks ask for none. */
    public static final String TOKEN = "r8_benchmarks";

    /** Reads the records as they were written, and no more than that. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    private static final int MAX_CONNECTIONS = 2_000;

    private static final int MAX_IN_MEMORY = 16 << 20;

    private final WebClient webClient;

    /**
     * Makes the client.
     *
     * @param origin where the server is
     */
    public WebClientByHand(String origin) {
        HttpClient http = HttpClient.create(ConnectionProvider.builder("by-hand")
                .maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(-1)
                .build());
        this.webClient = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .baseUrl(origin + "/v1")
                .defaultHeaders(headers -> headers.setBearerAuth(TOKEN))
                .codecs(codecs -> {
                    codecs.defaultCodecs().maxInMemorySize(MAX_IN_MEMORY);
                    codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(JSON));
                    codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(JSON));
                })
                .build();
    }

    /**
     * The web client, for calls that only one benchmark makes.
     *
     * @return the web client
     */
    public WebClient webClient() {
        return this.webClient;
    }

    /**
     * Gets a prediction.
     *
     * @param id its id
     * @return the prediction
     */
    public Mono<Prediction> get(String id) {
        return this.webClient.get().uri("/predictions/{id}", id).retrieve().bodyToMono(Prediction.class);
    }

    /**
     * Creates a prediction.
     *
     * @param body all of the body
     * @return the prediction
     */
    public Mono<Prediction> create(Map<String, Object> body) {
        return this.webClient
                .post()
                .uri("/predictions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(Prediction.class);
    }

    /**
     * Gets a page of the list of predictions.
     *
     * @param next link to it, or {@code null} for the first
     * @return the page
     */
    public Mono<PageOfPredictions> page(@Nullable String next) {
        WebClient.RequestHeadersUriSpec<?> get = this.webClient.get();
        return (next == null ? get.uri("/predictions") : get.uri(URI.create(next)))
                .retrieve()
                .bodyToMono(PageOfPredictions.class);
    }

    /**
     * Reads the stream of a prediction with Spring's own reader.
     *
     * @param id id of the prediction
     * @return the data of its output, to its end
     */
    public Flux<String> stream(String id) {
        return get(id).flatMapMany(prediction -> this.webClient
                .get()
                .uri(URI.create(Objects.requireNonNull(prediction.urls().stream())))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(EVENT)
                .takeUntil(event -> "done".equals(event.event()))
                .filter(event -> "output".equals(event.event()))
                .mapNotNull(ServerSentEvent::data));
    }

    /**
     * Uploads a file, piece by piece.
     *
     * @param file the file
     * @return completes when it is there
     */
    public Mono<Void> upload(Path file) {
        MultipartBodyBuilder body = new MultipartBodyBuilder();
        body.part("content", new FileSystemResource(file));
        return this.webClient
                .post()
                .uri("/files")
                .body(BodyInserters.fromMultipartData(body.build()))
                .retrieve()
                .toBodilessEntity()
                .then();
    }

    /**
     * Downloads a file, piece by piece.
     *
     * @param url where it is
     * @param target where to write it
     * @return completes when it is there
     */
    public Mono<Void> download(String url, Path target) {
        Flux<DataBuffer> content =
                this.webClient.get().uri(URI.create(url)).retrieve().bodyToFlux(DataBuffer.class);
        return DataBufferUtils.write(content, target);
    }

    /**
     * A page.
     *
     * @param next link to the next one, or {@code null}
     * @param results what is on it
     */
    public record PageOfPredictions(@Nullable String next, List<Prediction> results) {}
}
