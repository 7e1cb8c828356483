/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import kotlin.coroutines.Continuation;
import kotlinx.coroutines.reactive.ReactiveFlowKt;
import kotlinx.coroutines.reactor.MonoKt;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Converts results to what suspending Kotlin functions return. It needs an optional library. */
final class Coroutines {

    private static final boolean PRESENT =
            ClassUtils.isPresent("kotlinx.coroutines.reactor.MonoKt", Coroutines.class.getClassLoader());

    private Coroutines() {}

    /** @throws IllegalArgumentException if a method cannot be implemented without the library */
    static void requireLibrary(ModelMethod method) {
        if (!PRESENT) {
            throw method.invalid("it suspends or returns a Flow: add org.jetbrains.kotlinx:kotlinx-coroutines-reactor"
                    + " to the class path");
        }
    }

    static boolean isFlow(Class<?> type) {
        return type.getName().equals("kotlinx.coroutines.flow.Flow");
    }

    static Object flow(Flux<?> elements) {
        return ReactiveFlowKt.asFlow(elements);
    }

    /**
     * Return the result of a suspending function: its value, or the marker that it is suspended. The value is then passed to
     * the continuation, and cancellation of the coroutine cancels the subscription.
     */
    @SuppressWarnings("unchecked")
    static @Nullable Object await(Mono<?> result, Object continuation) {
        return MonoKt.awaitSingleOrNull((Mono<Object>) result, (Continuation<Object>) continuation);
    }
}
