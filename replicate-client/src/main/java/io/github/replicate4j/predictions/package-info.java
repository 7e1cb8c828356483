/**
 * Predictions: create, get, list, cancel, and wait for them.
 */
@NullMarked
package io.github.replicate4j.predictions;

import org.jspecify.annotations.NullMarked;
