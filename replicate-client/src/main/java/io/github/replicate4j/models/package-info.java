/**
 * Models on Replicate.
 */
@NullMarked
package io.github.replicate4j.models;

import org.jspecify.annotations.NullMarked;
