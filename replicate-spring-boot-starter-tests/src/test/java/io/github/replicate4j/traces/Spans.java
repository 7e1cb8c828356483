/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.traces;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** Spans that an application has exported. */
final class Spans {

    private final InMemorySpanExporter exporter;

    private final SdkTracerProvider provider;

    Spans(ApplicationContext context) {
        this.exporter = context.getBean(InMemorySpanExporter.class);
        this.provider = context.getBean(SdkTracerProvider.class);
    }

    /** Return all spans in the order of their start. */
    List<SpanData> all() {
        this.provider.forceFlush().join(10, TimeUnit.SECONDS);
        return this.exporter.getFinishedSpanItems().stream()
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                .toList();
    }

    List<SpanData> named(String name) {
        return all().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** Return the names of all spans as an indented tree. A span without an exported parent is a root. */
    String tree() {
        List<SpanData> all = all();
        return all.stream()
                .filter(span -> all.stream().noneMatch(each -> isParent(each, span)))
                .map(root -> tree(root, "", all))
                .collect(Collectors.joining());
    }

    private static String tree(SpanData span, String indentation, List<SpanData> all) {
        return all.stream()
                .filter(each -> isParent(span, each))
                .map(child -> tree(child, indentation + "  ", all))
                .collect(Collectors.joining("", indentation + span.getName() + "\n", ""));
    }

    private static boolean isParent(SpanData parent, SpanData child) {
        return child.getTraceId().equals(parent.getTraceId())
                && child.getParentSpanId().equals(parent.getSpanId());
    }

    /** Return all texts that the spans contain. */
    List<String> texts() {
        return all().stream()
                .flatMap(span -> Stream.concat(
                        Stream.of(
                                span.getName(),
                                span.getStatus().getDescription(),
                                span.getAttributes().toString()),
                        span.getEvents().stream()
                                .flatMap(event -> Stream.of(
                                        event.getName(), event.getAttributes().toString()))))
                .toList();
    }

    void clear() {
        all();
        this.exporter.reset();
    }
}
