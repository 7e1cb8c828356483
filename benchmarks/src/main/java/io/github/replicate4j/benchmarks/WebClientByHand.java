/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
 * Calls written by hand with Spring's {@code WebClient}. They return the records of the client, but have no retries, error
 * handling and observations.
 */
public final class WebClientByHand {

    /** API token, which the servers of the benchmarks do not check. */
    public static final String TOKEN = "r8_benchmarks";

    /** Mapper that reads and writes the records of the client. */
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
     * Create the client.
     *
     * @param origin URL of the server
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
     * Return the web client, for calls of a single benchmark.
     *
     * @return the web client
     */
    public WebClient webClient() {
        return this.webClient;
    }

    /**
     * Get a prediction.
     *
     * @param id id of the prediction
     * @return the prediction
     */
    public Mono<Prediction> get(String id) {
        return this.webClient.get().uri("/predictions/{id}", id).retrieve().bodyToMono(Prediction.class);
    }

    /**
     * Create a prediction.
     *
     * @param body request body
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
     * Get a page of the list of predictions.
     *
     * @param next link to the page, or {@code null} for the first page
     * @return the page
     */
    public Mono<PageOfPredictions> page(@Nullable String next) {
        WebClient.RequestHeadersUriSpec<?> get = this.webClient.get();
        return (next == null ? get.uri("/predictions") : get.uri(URI.create(next)))
                .retrieve()
                .bodyToMono(PageOfPredictions.class);
    }

    /**
     * Read the stream of a prediction with Spring's reader of server-sent events.
     *
     * @param id id of the prediction
     * @return output of the prediction
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
     * Upload a file without reading it into memory.
     *
     * @param file file to upload
     * @return a {@code Mono} that completes when the file is uploaded
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
     * Download a file without reading it into memory.
     *
     * @param url URL of the file
     * @param target file to write
     * @return a {@code Mono} that completes when the file is written
     */
    public Mono<Void> download(String url, Path target) {
        Flux<DataBuffer> content =
                this.webClient.get().uri(URI.create(url)).retrieve().bodyToFlux(DataBuffer.class);
        return DataBufferUtils.write(content, target);
    }

    /**
     * A page of predictions.
     *
     * @param next link to the next page, or {@code null}
     * @param results predictions on the page
     */
    public record PageOfPredictions(@Nullable String next, List<Prediction> results) {}
}
