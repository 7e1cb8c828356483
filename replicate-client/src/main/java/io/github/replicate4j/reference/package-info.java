/**
 * How a model, a version or a deployment is named.
 */
@NullMarked
package io.github.replicate4j.reference;

import org.jspecify.annotations.NullMarked;
