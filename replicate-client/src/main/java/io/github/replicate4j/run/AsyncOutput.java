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

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.predictions.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The output of a prediction, with reactive access to its files.
 *
 * @since 0.1.0
 * @see Output
 */
public interface AsyncOutput {

    /**
     * Return the prediction.
     *
     * @see Output#prediction()
     */
    Prediction prediction();

    /**
     * Return the output as plain Java values.
     *
     * @see Output#raw()
     */
    @Nullable
    Object raw();

    /**
     * Return the output converted according to the schema of the model.
     *
     * @return text, {@link AsyncFileOutput} files, numbers, booleans, and lists and maps of them; {@code null} if there
     *     is no output
     * @see Output#value()
     */
    @Nullable
    Object value();

    /**
     * Return the output as text.
     *
     * @see Output#text()
     */
    String text();

    /**
     * Return the only file in the output.
     *
     * @see Output#file()
     */
    AsyncFileOutput file();

    /**
     * Return all files in the output, at any depth.
     *
     * @see Output#files()
     */
    List<AsyncFileOutput> files();

    /**
     * Convert the output to a type.
     *
     * @see Output#as(Class)
     */
    <T> T as(Class<T> type);

    /**
     * Convert the output to a generic type.
     *
     * @see Output#as(ParameterizedTypeReference)
     */
    <T> T as(ParameterizedTypeReference<T> type);
}
