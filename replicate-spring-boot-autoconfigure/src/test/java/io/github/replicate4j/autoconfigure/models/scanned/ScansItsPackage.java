/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models.scanned;

import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.run.ReplicateModel;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@ImportReplicateModels
public class ScansItsPackage {

    /** A model with a profile. */
    @Profile("other")
    @ReplicateModel("acme/teller")
    public interface OtherProfile {}

    /** Not a model. */
    public interface NoModel {}

    /** Not an interface. */
    @ReplicateModel("acme/teller")
    public static class NoInterface {}
}
