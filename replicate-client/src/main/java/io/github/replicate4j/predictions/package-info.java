/**
 * Operations on predictions, and their requests and results.
 */
@NullMarked
package io.github.replicate4j.predictions;

import org.jspecify.annotations.NullMarked;
