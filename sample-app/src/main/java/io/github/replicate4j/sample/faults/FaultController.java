/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.faults;

import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.emulator.EmulatorReplicateConnectionDetails;
import io.github.replicate4j.sample.pictures.PictureModels;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Injects faults into the emulator, if the application uses it.
 */
@Controller
class FaultController {

    private final ReplicateConnectionDetails connectionDetails;

    private final PictureModels models;

    private final ArmedFaults armed;

    FaultController(ReplicateConnectionDetails connectionDetails, PictureModels models, ArmedFaults armed) {
        this.connectionDetails = connectionDetails;
        this.models = models;
        this.armed = armed;
    }

    @GetMapping("/faults")
    String faults(Model model) {
        model.addAttribute("faults", Fault.values());
        model.addAttribute("armed", this.armed.get());
        return "faults";
    }

    @PostMapping(path = "/faults/{fault}", headers = "HX-Request")
    String inject(@PathVariable Fault fault, Model model) {
        if (!(this.connectionDetails instanceof EmulatorReplicateConnectionDetails emulated)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "Faults require the emulator.");
        }
        if (this.armed.add(fault)) {
            new EmulatedFaults(emulated.getEmulator(), this.models).inject(fault);
        }
        return faults(model);
    }
}
