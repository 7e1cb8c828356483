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

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.run.ReplicateModel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Makes beans of {@link ReplicateModel} interfaces: those that are named, and those that are found in packages. Without
 * either, the package of the annotated class and those below it are searched.
 *
 * <p>Put it on a configuration class. Beans have the name of their interface, with its package. Several classes may import
 * the same interface. Where an application has another bean of the type, that one is injected.
 *
 * <p>In a native image nothing can be searched: name the interfaces there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(ReplicateModelRegistrar.class)
public @interface ImportReplicateModels {

    /**
     * Interfaces to make beans of. The same as {@link #types()}.
     *
     * @return interfaces with {@link ReplicateModel}
     */
    @AliasFor("types")
    Class<?>[] value() default {};

    /**
     * Interfaces to make beans of.
     *
     * @return interfaces with {@link ReplicateModel}
     */
    @AliasFor("value")
    Class<?>[] types() default {};

    /**
     * Packages to search for interfaces with {@link ReplicateModel}, together with those below them.
     *
     * @return names of packages
     */
    String[] basePackages() default {};

    /**
     * Classes whose packages are searched, as {@link #basePackages()}.
     *
     * @return any class of each package
     */
    Class<?>[] basePackageClasses() default {};

    /**
     * Which client the models run with, where there are several, as for several accounts. The names of the beans begin with
     * it then, as in {@code otherReplicate#org.example.Painter}.
     *
     * @return name of a {@link Replicate} bean; empty for the one that there is
     */
    String client() default "";
}
