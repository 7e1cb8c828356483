/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if models become tools. The list has one of several forms, so its name alone is no property. */
final class OnToolModelsCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String property = ReplicateToolProperties.PREFIX + ".models";
        ConditionMessage.Builder message = ConditionMessage.forCondition("Replicate models as tools");
        return Binder.get(context.getEnvironment())
                        .bind(property, Bindable.listOf(String.class))
                        .orElse(List.of())
                        .isEmpty()
                ? ConditionOutcome.noMatch(message.didNotFind("property").items(property))
                : ConditionOutcome.match(message.found("property").items(property));
    }
}
