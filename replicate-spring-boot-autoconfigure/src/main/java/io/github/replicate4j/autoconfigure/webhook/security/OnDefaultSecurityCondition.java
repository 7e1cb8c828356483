/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.Assert;

/**
 * Condition that matches if Spring Boot defines all filter chains of Spring Security, so that no filter chain of the application
 * applies to the webhook path. It must be evaluated after Spring Boot's security auto-configurations.
 */
abstract class OnDefaultSecurityCondition extends SpringBootCondition implements ConfigurationCondition {

    private static final String BOOT_PACKAGE = "org.springframework.boot.";

    private final Class<?> chainType;

    private final int minimumChains;

    OnDefaultSecurityCondition(Class<?> chainType, int minimumChains) {
        this.chainType = chainType;
        this.minimumChains = minimumChains;
    }

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        Assert.state(beans != null, "No bean factory is available");
        String[] names = beans.getBeanNamesForType(this.chainType, true, false);
        String[] custom = Arrays.stream(names)
                .filter(name -> !isDefinedByBoot(beans, name))
                .toArray(String[]::new);
        ConditionMessage.Builder message = ConditionMessage.forCondition("Default security");
        if (custom.length > 0) {
            return ConditionOutcome.noMatch(
                    message.found("filter chain", "filter chains").items((Object[]) custom));
        }
        return names.length < this.minimumChains
                ? ConditionOutcome.noMatch(message.because("no filter chain is defined"))
                : ConditionOutcome.match(message.because("the application defines no filter chain"));
    }

    private static boolean isDefinedByBoot(ConfigurableListableBeanFactory beans, String name) {
        BeanDefinition definition = beans.containsBeanDefinition(name) ? beans.getBeanDefinition(name) : null;
        @Nullable
        MethodMetadata method =
                definition instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        return method != null && method.getDeclaringClassName().startsWith(BOOT_PACKAGE);
    }
}
