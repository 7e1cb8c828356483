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

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.predictions.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * What a model made, reactive.
 *
 * @see Output
 */
public interface AsyncOutput {

    /**
     * Returns the prediction that made this.
     *
     * @return the prediction, with its id, logs and metrics
     * @see Output#prediction()
     */
    Prediction prediction();

    /**
     * Returns the output as it came.
     *
     * @return maps, lists, strings, numbers, booleans, or {@code null} if there is none
     * @see Output#raw()
     */
    @Nullable Object raw();

    /**
     * Returns the output as its schema describes it.
     *
     * @return texts, {@link AsyncFileOutput} files, numbers, booleans, and lists and maps of them; {@code null} if there is
     *     no output
     * @see Output#value()
     */
    @Nullable Object value();

    /**
     * Returns text: a string as it is, a list of strings joined.
     *
     * @return the text
     * @throws IllegalStateException if the output is something else
     * @see Output#text()
     */
    String text();

    /**
     * Returns the one file.
     *
     * @return the file
     * @throws IllegalStateException if there is none, or more than one
     * @see Output#file()
     */
    AsyncFileOutput file();

    /**
     * Returns all files, at any depth.
     *
     * @return in the order of the output; empty if there is none
     * @see Output#files()
     */
    List<AsyncFileOutput> files();

    /**
     * Reads the output as a type of your own.
     *
     * @param type a record or bean; names are snake case in the output
     * @param <T> the type
     * @return the output
     * @throws UnreadableJsonException if it does not fit
     * @throws IllegalStateException if there is no output
     * @see Output#as(Class)
     */
    <T> T as(Class<T> type);

    /**
     * Reads the output as a type of your own, with type arguments.
     *
     * @param type for example a list of records
     * @param <T> the type
     * @return the output
     * @throws UnreadableJsonException if it does not fit
     * @throws IllegalStateException if there is no output
     * @see Output#as(ParameterizedTypeReference)
     */
    <T> T as(ParameterizedTypeReference<T> type);
}
