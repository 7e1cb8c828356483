/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
