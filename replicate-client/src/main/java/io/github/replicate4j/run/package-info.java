/**
 * Running a model in one call.
 */
@NullMarked
package io.github.replicate4j.run;

import org.jspecify.annotations.NullMarked;
