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

    FaultController(ReplicateConnectionDetails connectionDetails, PictureModels models) {
        this.connectionDetails = connectionDetails;
        this.models = models;
    }

    @GetMapping("/faults")
    String faults(Model model) {
        model.addAttribute("faults", Fault.values());
        return "faults";
    }

    @PostMapping(path = "/faults/{fault}", headers = "HX-Request")
    String inject(@PathVariable Fault fault, Model model) {
        if (!(this.connectionDetails instanceof EmulatorReplicateConnectionDetails emulated)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "Faults require the emulator.");
        }
        new EmulatedFaults(emulated.getEmulator(), this.models).inject(fault);
        model.addAttribute("armed", fault);
        return "faults :: armed";
    }
}
