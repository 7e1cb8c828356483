/**
 * Running models and reading their output.
 */
@NullMarked
package io.github.replicate4j.run;

import org.jspecify.annotations.NullMarked;
