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

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of a model.
 *
 * @param minimum the least number allowed, if there is one
 * @param maximum the greatest number allowed, if there is one
 * @param choices the texts allowed; empty if any is
 * @param defaultValue what holds if it is left out, if that is told
 */
record InputField(
        String name,
        InputType type,
        boolean required,
        @Nullable Double minimum,
        @Nullable Double maximum,
        List<String> choices,
        @Nullable Object defaultValue) {

    static InputField required(String name, InputType type) {
        return new InputField(name, type, true, null, null, List.of(), null);
    }

    static InputField optional(String name, InputType type) {
        return new InputField(name, type, false, null, null, List.of(), null);
    }

    InputField between(double least, double greatest) {
        return new InputField(this.name, this.type, this.required, least, greatest, this.choices, this.defaultValue);
    }

    InputField oneOf(String... texts) {
        return oneOf(List.of(texts));
    }

    InputField oneOf(List<String> texts) {
        return new InputField(
                this.name, this.type, this.required, this.minimum, this.maximum, texts, this.defaultValue);
    }

    InputField byDefault(Object value) {
        return new InputField(this.name, this.type, this.required, this.minimum, this.maximum, this.choices, value);
    }
}
