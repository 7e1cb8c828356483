/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an interface whose methods run a model. {@code replicate.use(FluxSchnell.class)} returns an implementation:
 *
 * <pre>{@code
 * @ReplicateModel("black-forest-labs/flux-schnell")
 * interface FluxSchnell {
 *
 *     FileOutput draw(String prompt);
 *
 *     List<FileOutput> draw(String prompt, @Input("num_outputs") int count);
 *
 *     Prediction start(String prompt);
 * }
 * }</pre>
 *
 * <p>Each parameter is one field of the input. Its name is that of {@link Input}, or the parameter name in snake case.
 * A {@code null} argument is not sent. A single parameter without {@link Input} is the whole input if its type is a
 * {@link java.util.Map}, a record or a bean; that is, not a simple value (such as text, number, boolean, enum, time or
 * URI), an array, an {@link Iterable} or a file. Such a parameter must be the only one.
 *
 * <p>The return type determines what a method does:
 *
 * <ul>
 *   <li>{@link io.github.replicate4j.predictions.Prediction}: create a prediction without waiting for completion
 *   <li>{@link java.util.stream.Stream} of {@link String}, {@link io.github.replicate4j.predictions.StreamEvent} or
 *       {@link io.github.replicate4j.files.FileOutput}: run the model and stream its output; the stream must be closed
 *   <li>{@link reactor.core.publisher.Flux} of {@link String}, {@link io.github.replicate4j.predictions.StreamEvent} or
 *       {@link io.github.replicate4j.files.AsyncFileOutput}: the reactive variant
 *   <li>{@link reactor.core.publisher.Mono} of a prediction or an output: the reactive variant of that type
 *   <li>any other type: run the model, wait for completion and convert the output as {@link Output#as(Class)}
 * </ul>
 *
 * <p>A suspending Kotlin function returns what a {@code Mono} contains, and a {@code Flow} has the elements of a {@code Flux}.
 * Both need {@code kotlinx-coroutines-reactor} on the class path.
 *
 * <p>The methods behave as those of {@link ModelFunction}. The interface may extend other interfaces and declare
 * default methods. It is validated when it is passed to {@code use}, not when a method is called.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ReplicateModel {

    /** Return the model: {@code owner/name}, {@code owner/name:version}, or a version id. */
    String value();
}
