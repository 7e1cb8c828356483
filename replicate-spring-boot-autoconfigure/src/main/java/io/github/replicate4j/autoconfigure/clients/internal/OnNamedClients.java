/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients.internal;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that matches if {@code replicate.clients} contains a client.
 */
public final class OnNamedClients extends SpringBootCondition {

    /** Create the condition. */
    public OnNamedClients() {}

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Named Replicate clients");
        return ClientNames.isAny(context.getEnvironment())
                ? ConditionOutcome.match(message.found("property").items("replicate.clients"))
                : ConditionOutcome.noMatch(message.didNotFind("property").items("replicate.clients"));
    }
}
