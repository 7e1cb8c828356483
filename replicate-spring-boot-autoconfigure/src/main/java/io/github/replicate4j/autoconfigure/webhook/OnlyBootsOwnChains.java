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

package io.github.replicate4j.autoconfigure.webhook;

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
 * Matches where all filter chains of Spring Security are those that Boot adds when an application has none: to open a path is then
 * nobody's business but ours. It must be evaluated behind Boot's own auto-configurations of security.
 */
abstract class OnlyBootsOwnChains extends SpringBootCondition implements ConfigurationCondition {

    private static final String BOOT = "org.springframework.boot.";

    private final Class<?> chainType;

    private final int atLeast;

    OnlyBootsOwnChains(Class<?> chainType, int atLeast) {
        this.chainType = chainType;
        this.atLeast = atLeast;
    }

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        Assert.state(beans != null, "There is no bean factory");
        String[] names = beans.getBeanNamesForType(this.chainType, true, false);
        String[] others =
                Arrays.stream(names).filter(name -> !isBoots(beans, name)).toArray(String[]::new);
        ConditionMessage.Builder message = ConditionMessage.forCondition("Only Boot's own security");
        if (others.length > 0) {
            return ConditionOutcome.noMatch(
                    message.found("filter chain", "filter chains").items((Object[]) others));
        }
        return names.length < this.atLeast
                ? ConditionOutcome.noMatch(message.because("there is no filter chain"))
                : ConditionOutcome.match(message.because("no filter chain is the application's"));
    }

    private static boolean isBoots(ConfigurableListableBeanFactory beans, String name) {
        BeanDefinition definition = beans.containsBeanDefinition(name) ? beans.getBeanDefinition(name) : null;
        @Nullable
        MethodMetadata method =
                definition instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        return method != null && method.getDeclaringClassName().startsWith(BOOT);
    }
}
