/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import io.github.replicate4j.run.ReplicateModel;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds interfaces annotated with {@link ReplicateModel}. Conditions on them are evaluated.
 */
class ReplicateModelScanner extends ClassPathScanningCandidateComponentProvider {

    ReplicateModelScanner(Environment environment) {
        super(false, environment);
        addIncludeFilter(new AnnotationTypeFilter(ReplicateModel.class));
    }

    @Override
    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
        AnnotationMetadata type = definition.getMetadata();
        return type.isInterface() && !type.isAnnotation() && type.isIndependent();
    }

    List<Class<?>> scan(String basePackage) {
        return findCandidateComponents(basePackage).stream()
                .map(BeanDefinition::getBeanClassName)
                .filter(Objects::nonNull)
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, ClassUtils.getDefaultClassLoader()))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }
}
