/**
 * Trainings: they make new versions of models.
 */
@NullMarked
package io.github.replicate4j.trainings;

import org.jspecify.annotations.NullMarked;
