/**
 * Deployments: models that run on hardware of your own choice.
 */
@NullMarked
package io.github.replicate4j.deployments;

import org.jspecify.annotations.NullMarked;
