/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.faults;

import io.github.replicate4j.sample.chat.ChatRequestedEvent;
import io.github.replicate4j.sample.pictures.PictureRequestedEvent;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Faults that were injected and have not been triggered yet. The page marks them.
 */
@Component
class ArmedFaults {

    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

    /** Add a fault and return whether it is new. The next picture has only one model, so the latest one applies. */
    synchronized boolean add(Fault fault) {
        if (!this.faults.add(fault)) {
            return false;
        }
        if (fault.changesModel()) {
            this.faults.removeIf(other -> other != fault && other.changesModel());
        }
        return true;
    }

    synchronized Set<Fault> get() {
        return Set.copyOf(this.faults);
    }

    @EventListener(PictureRequestedEvent.class)
    synchronized void clear() {
        this.faults.clear();
    }

    @EventListener(ChatRequestedEvent.class)
    synchronized void clearFaultsOfAnyRequest() {
        this.faults.removeIf(Fault::appliesToAnyRequest);
    }
}
