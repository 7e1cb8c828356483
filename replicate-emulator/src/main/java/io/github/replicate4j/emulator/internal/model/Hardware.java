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

package io.github.replicate4j.emulator.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The available hardware.
 */
public final class Hardware {

    /** The hardware of deployments that are added in Java. */
    public static final String DEFAULT_SKU = "gpu-t4";

    private static final Map<String, String> NAMES = names();

    private Hardware() {}

    public static boolean has(String sku) {
        return NAMES.containsKey(sku);
    }

    public static List<Map<String, String>> json() {
        return NAMES.entrySet().stream()
                .map(each -> {
                    Map<String, String> json = new LinkedHashMap<>();
                    json.put("name", each.getValue());
                    json.put("sku", each.getKey());
                    return json;
                })
                .toList();
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("cpu", "CPU");
        names.put(DEFAULT_SKU, "Nvidia T4 GPU");
        names.put("gpu-l40s", "Nvidia L40S GPU");
        names.put("gpu-a100-large", "Nvidia A100 (80GB) GPU");
        names.put("gpu-h100", "Nvidia H100 GPU");
        return names;
    }
}
