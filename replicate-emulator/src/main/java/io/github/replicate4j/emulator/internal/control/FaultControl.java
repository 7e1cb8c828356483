/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.internal.definition.FaultId;
import io.github.replicate4j.emulator.internal.definition.FaultReader;
import io.github.replicate4j.emulator.internal.fault.FaultSummary;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Injects faults into requests and webhooks.
 */
public final class FaultControl {

    private final ControlledEmulator emulator;

    public FaultControl(ControlledEmulator emulator) {
        this.emulator = emulator;
    }

    ApiResponse list(ReceivedRequest request) {
        return ApiResponse.json(200, Map.of("faults", all()));
    }

    ApiResponse add(ReceivedRequest request) {
        FaultId id = FaultReader.add(request.body(), this.emulator.faults(), this.emulator.webhooks());
        return all().stream()
                .filter(fault -> id.toString().equals(fault.get("id")))
                .findFirst()
                .map(fault -> ApiResponse.json(201, fault))
                // A concurrent request has consumed it.
                .orElseGet(() -> ApiResponse.json(201, Map.of("id", id.toString(), "remaining", 0)));
    }

    ApiResponse clear(ReceivedRequest request) {
        this.emulator.faults().clear();
        this.emulator.webhooks().clearFaults();
        return ApiResponse.empty(204);
    }

    ApiResponse delete(ReceivedRequest request) {
        FaultId id = FaultId.parse(request.path("id"));
        boolean removed = id != null
                && (id.ofWebhook()
                        ? this.emulator.webhooks().removeFault(id.number())
                        : this.emulator.faults().remove(id.number()));
        if (!removed) {
            throw ApiException.notFound("There is no fault " + request.path("id")
                    + ". A fault ends when it has applied to the given number of requests");
        }
        return ApiResponse.empty(204);
    }

    /** Return all faults that still apply. */
    public List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        this.emulator
                .faults()
                .all()
                .forEach(fault -> all.add(json(FaultId.ofRequests(fault.id()), "operations", fault)));
        this.emulator
                .webhooks()
                .faults()
                .forEach(fault -> all.add(json(FaultId.ofWebhooks(fault.id()), "webhook_events", fault)));
        return all;
    }

    private static Map<String, Object> json(FaultId id, String targets, FaultSummary fault) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id.toString());
        json.put(targets, fault.targets());
        Integer remaining = fault.remaining();
        if (remaining == null) {
            json.put("always", true);
        } else {
            json.put("remaining", remaining);
        }
        json.putAll(fault.effects());
        return json;
    }
}
