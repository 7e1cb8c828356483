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

package io.github.replicate4j.run;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an interface the face of a model. {@code replicate.use(FluxSchnell.class)} gives an instance of it:
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
 * <p>Each parameter is one field of the input, under its own name in snake case or the one that {@link Input} gives it; an
 * argument that is {@code null} is not sent. A parameter without {@link Input} is the whole input instead if it is a
 * {@link java.util.Map}, a record or a bean, that is, neither a single value (text, number, boolean, enum, time, URI and the
 * like), nor an array or {@link Iterable}, nor a file in any of its forms. It must be the only parameter then.
 *
 * <p>The type that a method returns says what the method does:
 *
 * <ul>
 *   <li>{@link io.github.replicate4j.predictions.Prediction}: creates a prediction and does not wait for it
 *   <li>{@link java.util.stream.Stream} of {@link String}, {@link io.github.replicate4j.stream.StreamEvent} or
 *       {@link io.github.replicate4j.files.FileOutput}: runs the model and streams what it puts out; close the stream
 *   <li>{@link reactor.core.publisher.Flux} of {@link String}, {@link io.github.replicate4j.stream.StreamEvent} or
 *       {@link io.github.replicate4j.files.AsyncFileOutput}: the same, reactively
 *   <li>{@link reactor.core.publisher.Mono} of a prediction or an output: the same as without it, reactively
 *   <li>anything else: runs the model, waits for its output and reads it as {@link Output#as(Class)} does
 * </ul>
 *
 * <p>What holds for {@link ModelFunction} holds for the methods of such an interface. It may extend others, and default
 * methods are called as they are. Nothing is left for the first call to find out: an interface that cannot work is refused
 * when it is used.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ReplicateModel {

    /**
     * The model.
     *
     * @return {@code owner/name}, {@code owner/name:version}, or a bare version id
     */
    String value();
}
